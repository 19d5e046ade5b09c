import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sweepLeftovers } from '../../src/server/leftovers';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-leftovers-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const WHOLE = ['pieces/a.mp4', 'pieces/a.mp4.json', 'pieces/a.mp4.packets.json', 'sound/tracks/b.aac', 'media/part'];
const UNFINISHED = [
  'pieces/a.mp4.7d1c.part',
  'pieces/a.mp4.7d1c.part.json',
  'sound/tracks/b.aac.7d1c.tmp',
  'c.film.mp4.7d1c.tmp',
  'c.film.mp4.7d1c.tmp.ffconcat',
];

test('what was being made is removed at any depth, what is whole stays', async () => {
  for (const name of [...WHOLE, ...UNFINISHED]) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), 'x');
  }
  expect(await sweepLeftovers(folder)).toBe(UNFINISHED.length);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile()).length).toBe(WHOLE.length);
  expect(await sweepLeftovers(folder)).toBe(0);
});

test('a folder that nobody has made yet holds no leftovers', async () => {
  expect(await sweepLeftovers(join(folder, 'renders'))).toBe(0);
});
