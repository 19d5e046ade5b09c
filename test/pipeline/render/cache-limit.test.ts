import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneCache } from '../../../src/pipeline/render/cache-limit.tool';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-cache-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file of some bytes that was last read, and made, so many days ago. */
async function keep(name: string, bytes: number, { madeDaysAgo = 9, readDaysAgo }: Record<string, number>) {
  const file = join(folder, name);
  await writeFile(file, Buffer.alloc(bytes));
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await utimes(file, daysAgo(readDaysAgo ?? madeDaysAgo), daysAgo(madeDaysAgo));
}

test('what was used longest ago goes, with its sidecars, until the rest is within the limit', async () => {
  await keep('aa.mp4', 100, { readDaysAgo: 1 });
  await keep('aa.mp4.json', 10, { readDaysAgo: 8 });
  await keep('bb.mp4', 100, { readDaysAgo: 5 });
  await keep('bb.mp4.json', 10, { readDaysAgo: 5 });
  await keep('cc.mp4', 100, { madeDaysAgo: 2 });
  expect(await pruneCache([folder], 250)).toBe(110);
  expect((await readdir(folder)).sort()).toEqual(['aa.mp4', 'aa.mp4.json', 'cc.mp4']);
});

test('within the limit nothing goes, and a folder that is not there holds nothing', async () => {
  await keep('aa.aac', 100, { readDaysAgo: 300 });
  await mkdir(join(folder, 'tracks'));
  expect(await pruneCache([folder, join(folder, 'missing')], 100)).toBe(0);
  expect((await readdir(folder)).sort()).toEqual(['aa.aac', 'tracks']);
});
