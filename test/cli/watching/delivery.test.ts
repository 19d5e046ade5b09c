import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudioClient } from '../../../src/cli/graphql/client';
import { type Beside, deliver, filesBeside } from '../../../src/cli/watching/delivery';

const LISTED = '0:00 Heat\n0:20 Trees\n0:40 Wells\n';
const PLAIN: Beside = { srt: 'srt', vtt: 'vtt', karaoke: 'karaoke', captionPlace: 'SIDECAR', chapters: '' };

test.each([
  ['beside the film', 'SIDECAR', null],
  ['burned in', 'BURNED', null],
  ['lit up word by word', 'KARAOKE', 'karaoke'],
] as const)('captions that are read %s come with the files that show them so', (_, captionPlace, words) => {
  expect(filesBeside({ ...PLAIN, captionPlace, chapters: LISTED })).toEqual({
    ...{ 'film.srt': 'srt', 'film.vtt': 'vtt' },
    ...{ 'film.karaoke.vtt': words, 'chapters.txt': LISTED },
  });
});

/** A server whose film has these texts beside it. */
function serverWith(beside: Beside): StudioClient {
  const bytes = Buffer.from('a film');
  const media = {
    url: `data:video/mp4;base64,${bytes.toString('base64')}`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...{ bytes: bytes.length, durationSeconds: 60, size: {} },
  };
  const film = { current: { status: 'DRAFT', recipe: {}, media } };
  const timeline = { ...beside, name: 'Film', revision: 1, rate: {}, span: {}, report: { ok: true }, film };
  return { query: async () => ({ node: { timeline } }) } as unknown as StudioClient;
}

test('a film is delivered with what goes with it, and what it has no more goes from where an earlier one left it', async () => {
  const out = await mkdtemp(join(tmpdir(), 'workprint-delivery-'));
  const delivered = async (beside: Beside): Promise<string[]> => {
    const { files } = await deliver(serverWith(beside), { storyId: 'script', out, runs: {} });
    expect(files.toSorted()).toEqual((await readdir(out)).map((name) => join(out, name)).toSorted());
    return readdir(out);
  };
  const all = ['chapters.txt', 'film.karaoke.vtt', 'film.mp4', 'film.srt', 'film.vtt', 'report.json'];
  expect((await delivered({ ...PLAIN, captionPlace: 'KARAOKE', chapters: LISTED })).toSorted()).toEqual(all);
  expect(await readFile(join(out, 'chapters.txt'), 'utf8')).toBe(LISTED);
  expect((await delivered(PLAIN)).toSorted()).toEqual(all.slice(2));
  await rm(out, { recursive: true });
});
