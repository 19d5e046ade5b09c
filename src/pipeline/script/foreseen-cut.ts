import type { Cut } from '../timeline/cut';
import { type Explainer, explainerCut } from '../timeline/explainer-cut';

/** What is seen and heard of a segment; null where it is still to be made. */
export interface Seen {
  readonly id: string;
  readonly audio: { readonly sha256: string; readonly durationSeconds: number } | null;
  readonly picture: { readonly sha256: string } | null;
  readonly moves: boolean;
  readonly estimatedSeconds: number;
}

/** Sound levels and sentences make no picture: they are left out of what is only compared by its pieces. */
const QUIET = { assetId: '', loudnessLufs: 0, sentences: [] };

/** The cut as it will be, with something of its own in the place of every take that is still to be made. */
export function foreseenCut(segments: readonly Seen[], frame: Pick<Explainer, 'rate' | 'size'>): Cut {
  return explainerCut({
    ...frame,
    ambience: null,
    segments: segments.map(({ id, audio, picture, moves, estimatedSeconds }) => ({
      id,
      text: '',
      audio: { ...QUIET, ...(audio ?? { sha256: `narration of ${id}`, durationSeconds: estimatedSeconds }) },
      picture: { assetId: '', sha256: picture?.sha256 ?? `picture of ${id}`, moves },
    })),
  });
}
