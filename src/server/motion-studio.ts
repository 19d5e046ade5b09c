import { createHash, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PieceEncoder } from '../pipeline/render/piece-encoder.tool';
import type { StillEncoder } from '../providers/video/still-encoder';

export interface MotionStudio {
  readonly encoder: Pick<PieceEncoder, 'encode'>;
  /** It exists. A clip stays there until whoever ordered it takes it away. */
  readonly scratchDir: string;
}

/** Stills in motion, by the encoder of the films: a clip is a film's piece of one source. */
export function motionStudio({ encoder, scratchDir }: MotionStudio): StillEncoder {
  return {
    async encode({ still, motion, sway, durationFrames, ...frame }, { signal, onFrame }) {
      const path = join(scratchDir, `clip-${randomUUID()}`);
      const [picture, to] = [`${path}.still`, `${path}.mp4`];
      const sha256 = createHash('sha256').update(still).digest('hex');
      const source = { sha256, motion, sway, firstFrame: 0, pathFrames: durationFrames };
      const piece = { ...frame, durationFrames, sources: [source] as const };
      try {
        await writeFile(picture, still);
        await encoder.encode({ piece, stillFile: async () => picture, to, signal, onFrame });
        return { file: to };
      } finally {
        await Promise.all([picture, `${to}.json`].map((left) => rm(left, { force: true })));
      }
    },
  };
}
