import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../src/cli/command';
import { screenplayCommand } from '../../src/cli/screenplay';
import { shotsCommand } from '../../src/cli/shots';
import { WrongUsage } from '../../src/cli/words/usage';
import { InvalidInput } from '../../src/pipeline/errors';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-shots-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

async function run(command: Command, ...args: string[]): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    ((text: string, written: () => void) => {
      said[name] += text;
      written();
      return true;
    }) as never;
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(into('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(into('err')),
  ];
  try {
    expect(await command(args, {} as never)).toBe(0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return said;
}

const SCREENPLAY = `Title: Late

INT. CAFÉ ROUGE – NIGHT

Rae slowly pulls the cable free.

RAE
(low)
Nobody move.

EXT. TRAIN YARD - DAY

Manny trips over the curb and falls into the gutter.
`;
const HERO = { hero: { name: 'Rae Calder' }, b_story_character: { name: 'Manny Reyes' } };

interface Exported {
  readonly project_id: string;
  readonly total_shots: number;
  readonly total_duration_seconds: number;
  readonly aspect_ratio: string;
  readonly rate: object;
  readonly scenes: readonly {
    readonly slugline: string;
    readonly shots: readonly {
      readonly shot_id: string;
      readonly duration_seconds: number;
      readonly setting_ref_id: string;
      readonly character_ref_ids: readonly string[];
      readonly dialogue_speaker: string | null;
      readonly video_prompt: string;
    }[];
  }[];
}

test('a screenplay is printed as shot_list.json in the field names of the engine', async () => {
  const screenplay = await file('late.fountain', SCREENPLAY);
  const hero = await file('hero.json', JSON.stringify(HERO));
  const { out } = await run(shotsCommand, screenplay, '--hero', hero, '--format', 'short_film', '--json');
  const list = JSON.parse(out) as Exported;
  expect(list).toMatchObject({ project_id: 'late', title: 'Late', format: 'short_film', aspect_ratio: '16:9' });
  const shots = list.scenes.flatMap((scene) => scene.shots);
  expect(shots.map(({ shot_id }) => shot_id)).toContain('s002_002');
  expect(new Set(shots.map(({ setting_ref_id }) => setting_ref_id))).toEqual(new Set(['cafe_rouge', 'train_yard']));
  expect(shots.find(({ dialogue_speaker }) => dialogue_speaker !== null)?.character_ref_ids).toEqual(['rae_calder']);
  expect(shots.at(-1)?.video_prompt).toMatch(/trips over the curb, falls into the gutter/);
  const sum = shots.reduce((seconds, shot) => seconds + shot.duration_seconds, 0);
  expect(sum).toBeCloseTo(list.total_duration_seconds, 2);
});

test('a vertical format is cut shorter and upright, and any rate that films have is understood', async () => {
  const screenplay = await file('late.fountain', SCREENPLAY);
  const listOf = async (...args: string[]) =>
    JSON.parse((await run(shotsCommand, screenplay, ...args, '--json')).out) as Exported;
  const [feature, tiktok] = [await listOf(), await listOf('--format', 'tiktok', '--rate', '23.976')];
  expect(tiktok.total_duration_seconds).toBeLessThan(feature.total_duration_seconds);
  expect(tiktok).toMatchObject({ aspect_ratio: '9:16', rate: { numerator: 24_000, denominator: 1_001 } });
});

test('people read a list on paper, and are told what was noticed beside it', async () => {
  const { out, err } = await run(shotsCommand, await file('late.fountain', SCREENPLAY));
  expect(out).toContain('INT. CAFÉ ROUGE – NIGHT');
  expect(err).toMatch(/^warning FILM_LENGTH: /);
  const { out: csv } = await run(shotsCommand, await file('late.fountain', SCREENPLAY), '--csv');
  expect(csv.split('\r\n')[0]).toMatch(/^shot_id,/);
});

test('a screenplay goes from format to format and comes back to the letter', async () => {
  const screenplay = await file('late.fountain', SCREENPLAY);
  const fdx = await file('late.fdx', (await run(screenplayCommand, screenplay, '--to', 'fdx')).out);
  expect((await run(screenplayCommand, fdx)).out).toBe(SCREENPLAY);
  const json = await file('late.json', (await run(screenplayCommand, fdx, '--to', 'json')).out);
  expect((await run(screenplayCommand, json)).out).toBe(SCREENPLAY);
  expect((await run(screenplayCommand, screenplay)).out).toBe(SCREENPLAY);
});

test.each([
  [['--rate', 'fast'], InvalidInput, /--rate does not know "fast"/],
  [['--format', 'movie'], InvalidInput, /--format does not know "movie"/],
  [['--hero', 'nowhere.json'], InvalidInput, /nowhere\.json cannot be read/],
  [['--frob'], WrongUsage, /--frob/],
] as const)('%j is refused with what to say', async (args, kind, message) => {
  const refused = run(shotsCommand, await file('late.fountain', SCREENPLAY), ...args);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toBeInstanceOf(kind);
});
