import { constrainedFrame } from '../constraints/constrained-frame';
import { enforcedIn } from '../constraints/enforcement';
import { filmMs } from '../film-length';
import type { SettledHints } from '../hints';
import { languageCode } from '../hints/language';
import type { Metadata } from '../manifest/metadata-schema';
import { secondsOf } from '../timing';
import type { Warn } from '../warnings';
import type { MetadataDraft } from './draft-schema';
import { filledWith } from './filled-with';

/** What is lacking is the hints', or the usual. */
export function repairedMetadata(draft: MetadataDraft, settled: SettledHints, warn: Warn): Metadata {
  const { language, ...metadata } = filledWith(
    draft,
    {
      intent: 'video' as const,
      language: settled.language,
      platform: settled.platform,
      aspectRatio: settled.aspectRatio,
      profile: settled.profile.name,
      durationSeconds: secondsOf(settled.durationMs),
    },
    { path: 'metadata', warn },
  );
  const frame = constrainedFrame(metadata, enforcedIn(metadata, warn));
  return {
    ...metadata,
    ...frame,
    language: repairedLanguage(language, settled.language, { path: 'metadata.language', warn }),
    durationSeconds: secondsOf(filmMs(metadata.durationSeconds * 1000, warn)),
  };
}

/** `English` → `en`. */
export function repairedLanguage(
  written: string,
  otherwise: string,
  { path, warn }: { readonly path: string; readonly warn: Warn },
): string {
  const code = languageCode(written) ?? otherwise;
  if (code !== written) warn({ code: 'LANGUAGE_REPAIRED', message: `${path} is now ${code}.`, path });
  return code;
}
