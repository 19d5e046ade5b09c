import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dopCommand } from '../../src/cli/dop';
import { WrongUsage } from '../../src/cli/words/usage';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-dop-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ out: string; said: string }> {
  const heard = { out: '', said: '' };
  const listen = (stream: NodeJS.WriteStream, name: 'out' | 'said') =>
    jest.spyOn(stream, 'write').mockImplementation(((text: string, written: () => void) => {
      heard[name] += text;
      written();
      return true;
    }) as never);
  const spies = [listen(process.stdout, 'out'), listen(process.stderr, 'said')];
  try {
    expect(await dopCommand(args, {} as never)).toBe(0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return heard;
}

const segment = (idx: number, said: object = {}) => ({
  ...{ idx, text: `Words of ${idx}.`, intent: 'background', importance_score: 0.5, key_concepts: ['heat island'] },
  ...{ visual_direction: '', display_mode: null, note: `kept ${idx}` },
  ...said,
});

const SCRIPT = {
  script_id: 'heat_v1',
  trial_id: 'heat',
  segments: [
    segment(0, { intent: 'intro', importance_score: 0.8 }),
    segment(2, { text: 'Figure 6 shows it.', figure_refs: [6], importance_score: 1 }),
    segment(3, { intent: 'transition' }),
    segment(5, { display_mode: 'text_only' }),
    ...Array.from({ length: 6 }, (_, n) => segment(n + 6, { importance_score: n / 10 })),
  ],
  figure_inventory: { 6: { figure_number: 6, kb_path: '', caption: 'Nights in the city.', description: '' } },
  anything: { else: true },
};

const asset = (said: object) => ({ source: 'dalle', status: 'approved', path: 'artifacts\\images\\x.png', ...said });
const LIBRARY = {
  project_id: 'heat',
  assets: {
    img_0001: asset({ asset_id: 'img_0001', asset_type: 'image', segment_idx: 6 }),
    img_0002: asset({ asset_id: 'img_0002', asset_type: 'image', segment_idx: 7, status: 'rejected' }),
    fig_006: asset({ asset_id: 'fig_006', asset_type: 'figure', figure_number: 6, source: 'kb_extraction' }),
    odd: { asset_type: 'hologram', path: 'x' },
  },
};

const written = async (name: string, value: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
};

interface Assigned {
  segments: {
    idx: number;
    display_mode: string;
    visual_direction: string;
    visual_asset_id: string | null;
    note?: string;
  }[];
  visual_plan: Record<string, unknown> & { tier: string; estimated_cost: number; segments_needing_dalle: number[] };
  anything?: object;
}
const assigned = async (...args: string[]): Promise<Assigned> => JSON.parse((await run(...args, '--json')).out);
const modesOf = ({ segments }: Assigned) => segments.map(({ display_mode }) => display_mode);

test('a script comes back with its visuals, and nothing else of it changed', async () => {
  const file = await written('script.json', SCRIPT);
  const said = await assigned(file, '--tier', 'medium');
  expect(said.anything).toEqual({ else: true });
  expect(said.segments.map(({ note }) => note)).toEqual(SCRIPT.segments.map(({ note }) => note));
  expect(modesOf(said)).toEqual([
    ...['dall_e', 'figure_sync', 'text_only', 'text_only'],
    ...['carry_forward', 'carry_forward', 'carry_forward', 'carry_forward', 'carry_forward', 'dall_e'],
  ]);
  expect(said.segments[1]?.visual_direction).toContain('Sync with Figure 6: Nights in the city.');
  expect(said.segments[0]?.visual_direction).toMatch(/Key visual elements: heat island\. .*Style: editorial/);
  expect(said.segments[4]?.visual_direction).toBe('');
  expect(said.visual_plan).toMatchObject({
    tier: 'medium',
    segments_needing_dalle: [0, 11],
    segments_needing_luma: [],
    segments_needing_figures: [6],
    can_reuse: {},
    estimated_cost: 0.16,
  });
});

test('what the library has approved is used again, free and without taking the place of another', async () => {
  const [file, library] = [await written('script.json', SCRIPT), await written('library.json', LIBRARY)];
  const { out, said } = await run(file, '--tier', 'medium', '--library', library, '--json');
  const { segments, visual_plan } = JSON.parse(out) as Assigned;
  expect(said).toMatch(/odd: asset_type: hologram/);
  expect(segments.find(({ idx }) => idx === 6)).toMatchObject({ display_mode: 'dall_e', visual_asset_id: 'img_0001' });
  expect(segments.find(({ idx }) => idx === 2)).toMatchObject({ visual_asset_id: 'fig_006' });
  expect(visual_plan).toMatchObject({
    segments_needing_dalle: [0, 11],
    segments_needing_figures: [],
    can_reuse: { 2: 'fig_006', 6: 'img_0001' },
    estimated_cost: 0.16,
  });
});

test('asked again for another tier, it decides anew; what people decided, before or since, stands', async () => {
  const first = await assigned(await written('script.json', SCRIPT), '--tier', 'medium');
  const again = await assigned(await written('again.json', first), '--tier', 'full');
  const fresh = await assigned(await written('script.json', SCRIPT), '--tier', 'full');
  expect(again).toEqual(fresh);
  expect(modesOf(again).filter((mode) => mode === 'dall_e')).toHaveLength(7);
  expect(again.visual_plan).toMatchObject({ estimated_cost: 7 * 0.08 + 7 * 0.25 });
  const changed = structuredClone(first);
  Object.assign(changed.segments[4] ?? {}, { display_mode: 'text_only', visual_direction: 'A red door.' });
  const third = await assigned(await written('changed.json', changed), '--tier', 'full');
  expect(third.segments[4]).toMatchObject({ display_mode: 'text_only', visual_direction: 'A red door.' });
});

test('a flat script becomes a structured one', async () => {
  const file = await written('trial_000_script.txt', 'One thing.\n\nAnother thing.\n');
  const said = await assigned(file, '--tier', 'micro', '--style', 'noir');
  expect(said).toMatchObject({ trial_id: 'trial_000', total_segments: 2 });
  expect(modesOf(said)).toEqual(['text_only', 'text_only']);
  expect(said.visual_plan.estimated_cost).toBe(0);
});

test('people read a table, and all tiers side by side', async () => {
  const file = await written('script.json', SCRIPT);
  expect((await run(file, '--tier', 'HIGH')).out).toMatch(/Tier high: 5 pictures at most for 10 segments\./);
  const { out } = await run(file, '--show-tiers');
  expect(out).toMatch(/^micro +0 +0 +1 +9 +0 +0 +0 +\$0\.00$/m);
  expect(out).toMatch(/^full +10 +7 +1 +2 +0 +7 +0 +\$2\.31$/m);
  expect(out).toContain('Recommended: medium.');
  const { tiers, recommended } = JSON.parse((await run(file, '--show-tiers', '--json')).out);
  expect([tiers.length, recommended]).toEqual([5, 'medium']);
});

test('an unknown tier, none, and what is no library are refused', async () => {
  const file = await written('script.json', SCRIPT);
  await expect(run(file, '--tier', 'huge')).rejects.toThrow(WrongUsage);
  await expect(run(file)).rejects.toThrow(/--tier/);
  await expect(run(file, '--tier', 'low', '--library', await written('no.json', '[]'))).rejects.toThrow(
    /no library|not a library/,
  );
  await expect(run(file, '--tier', 'low', '--library', join(folder, 'gone.json'))).rejects.toThrow(/cannot be read/);
});
