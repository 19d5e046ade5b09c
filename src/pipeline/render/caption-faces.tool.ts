import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fontCoverage } from '../values/font-coverage';
import type { Coverage } from './legible-captions';

export interface CaptionFace {
  /** Ours, so that no font of the machine can stand in for it. */
  readonly family: string;
  readonly weight: number;
  readonly bytes: Buffer;
  readonly coverage: Coverage;
}

const FACES = [
  { family: 'Workprint Burned Sans', weight: 400, file: 'SourceSans3_400Regular.ttf' },
  { family: 'Workprint Burned Serif', weight: 600, file: 'SourceSerif4_600SemiBold.ttf' },
];

let opened: Promise<readonly CaptionFace[]> | undefined;

/** The faces of captions, in the order in which they are tried. They are opened when they are first asked for. */
export function captionFaces(): Promise<readonly CaptionFace[]> {
  opened ??= Promise.all(
    FACES.map(async ({ file, ...face }) => {
      const bytes = await readFile(join(fontFolder(__dirname), file));
      return { ...face, bytes, coverage: fontCoverage(bytes) };
    }),
  );
  return opened;
}

/** `assets/fonts` of the package, from its sources as from `dist/`. */
function fontFolder(from: string): string {
  const folder = join(from, 'assets', 'fonts');
  if (existsSync(folder)) return folder;
  const above = dirname(from);
  if (above === from) throw new Error('assets/fonts is not in the package.');
  return fontFolder(above);
}
