import { basename, join } from 'node:path';

const above = join(__dirname, '../..');
const root = basename(above) === 'dist' ? join(above, '..') : above;

/** A file that comes with the program: fonts, the resampler, the demo. */
export function assetPath(...names: string[]): string {
  return join(root, 'assets', ...names);
}
