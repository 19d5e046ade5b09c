import { ASPECT_NAMES, realAspect } from '../aspect';
import type { Visuals } from '../manifest/manifest-schema';
import type { Metadata } from '../manifest/metadata-schema';
import type { Warn } from '../warnings';
import type { Draft } from './draft-schema';

/** What is really drawn follows what was asked for; where that is nothing definite, it stays as the draft has it, or its platform decides. */
export function repairedVisuals(draft: NonNullable<Draft['visuals']>, metadata: Metadata, warn: Warn): Visuals {
  const isAsked = ASPECT_NAMES.some((name) => name === metadata.aspectRatio);
  const kept = ASPECT_NAMES.find((name) => name === draft.defaultAspect);
  const defaultAspect = (isAsked ? undefined : kept) ?? realAspect(metadata, warn);
  if (defaultAspect !== draft.defaultAspect) {
    const path = 'visuals.defaultAspect';
    warn({ code: 'ASPECT_REPAIRED', message: `${path} is now ${defaultAspect}.`, path });
  }
  return { ...draft, defaultAspect };
}
