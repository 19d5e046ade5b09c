import type { SettledHints } from '../hints';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import { msOf } from '../timing';
import type { Warn } from '../warnings';
import type { Draft } from './draft-schema';
import { filledWith } from './filled-with';
import { repairedAudio } from './repaired-audio';
import { repairedConsistency } from './repaired-consistency';
import { repairedEffects } from './repaired-effects';
import { repairedMetadata } from './repaired-metadata';
import { repairedPictures } from './repaired-pictures';
import { repairedScenes } from './repaired-scenes';
import { repairedTiming } from './repaired-timing';
import { repairedVisuals } from './repaired-visuals';
import { repairedWords } from './repaired-words';

/** The repairs in their order, each of which relies on those before it. Its jobs are made anew of what comes out. */
export function repairedManifest(draft: Draft, settled: SettledHints, warn: Warn): ManifestWithoutJobs {
  const { userId, sourceRefs } = filledWith(
    { userId: draft.userId, sourceRefs: draft.sourceRefs },
    { userId: settled.userId, sourceRefs: settled.sourceRefs },
    { path: '', warn },
  );
  const metadata = repairedMetadata(draft.metadata ?? {}, settled, warn);
  const { scenes, idsNow } = repairedScenes(draft.scenes, metadata.language, warn);
  const totalMs = msOf(metadata.durationSeconds);
  const timed = repairedTiming(scenes, totalMs, warn);
  const audio = repairedAudio(draft.audio ?? {}, { totalMs, idsNow, warn });
  const visuals = repairedVisuals(draft.visuals ?? {}, metadata, warn);
  const effects = repairedEffects(draft.effects ?? {}, idsNow, warn);
  const pictures = repairedPictures(timed, draft.assets ?? {}, warn);
  const consistency = repairedConsistency(draft.consistency ?? {}, {
    tone: settled.tone,
    assets: pictures.assets,
    warn,
  });
  return {
    ...(draft.id !== undefined && { id: draft.id }),
    ...(draft.createdAt !== undefined && { createdAt: draft.createdAt }),
    userId,
    sourceRefs,
    metadata,
    scenes: pictures.scenes.map((scene, index) => repairedWords(scene, index, audio, warn)),
    assets: pictures.assets,
    audio,
    visuals,
    effects,
    consistency,
  };
}
