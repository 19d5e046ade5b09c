import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planCommand } from '../../src/cli/plan';
import { WrongUsage } from '../../src/cli/words/usage';
import { InvalidInput } from '../../src/pipeline/errors';
import type { Plan } from '../../src/pipeline/planner/finished-plan';
import { validateManifest } from '../../src/pipeline/planner/manifest/validate-manifest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-plan-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

async function run(...args: string[]): Promise<string> {
  let out = '';
  const write = ((text: string, written: () => void) => {
    out += text;
    written();
    return true;
  }) as never;
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation(write);
  try {
    expect(await planCommand(args, {} as never)).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return out;
}

type Printed = Plan & { readonly processingTimeMs: number };
const printed = async (...args: string[]): Promise<Printed> => JSON.parse(await run(...args, '--json'));

const TREATMENT = `Scene 1 (0-4s): A city at dusk
VO: Lights come on.

Scene 2 (4-9s): A bakery
VO: Bread is ready.
`;

test('a treatment is printed in the field names of the planner', async () => {
  const plan = await printed(await file('city.md', TREATMENT));
  expect(Object.keys(plan)).toEqual(['manifest', 'jobs', 'warnings', 'usedRepair', 'valid', 'processingTimeMs']);
  expect(plan).toMatchObject({ valid: true, usedRepair: false, manifest: { metadata: { durationSeconds: 9 } } });
  expect(plan.manifest.scenes.map(({ durationSeconds, narration }) => [durationSeconds, narration])).toEqual([
    [4, 'Lights come on.'],
    [5, 'Bread is ready.'],
  ]);
  expect(plan.jobs.at(-1)).toMatchObject({ id: 'job_render_shotstack' });
});

test('people read scenes, jobs and what they are warned of', async () => {
  const text = await run(await file('city.md', TREATMENT));
  expect(text).toContain('Bread is ready.');
  expect(text).toContain('job_render_shotstack');
  expect(text).toMatch(/2 scenes, 9 s/);
});

test('hints come before what the treatment leaves open', async () => {
  const treatment = await file('city.md', TREATMENT);
  const hints = await file('hints.json', JSON.stringify({ userUI: { durationSeconds: 18, platform: 'youtube' } }));
  const { manifest } = await printed(treatment, '--hints', hints);
  expect(manifest.metadata).toMatchObject({ durationSeconds: 18, platform: 'youtube' });
  expect(manifest.scenes.map(({ durationSeconds }) => durationSeconds)).toEqual([8, 10]);
});

test('a draft is repaired, and what was secret in it is nowhere', async () => {
  const secret = 'sk-proj-0123456789abcdefghijABCDEFGHIJ';
  const draft = {
    metadata: { intent: 'video', durationSeconds: '6' },
    scenes: [{ narration: `Hello. ${secret} https://example.com/page` }],
    assets: { user_photo_001: { source: 'user', role: 'primary', originUrl: 'https://example.com/photo.jpg' } },
  };
  const plan = await printed('repair', await file('draft.json', JSON.stringify(draft)));
  expect(plan).toMatchObject({ valid: true, usedRepair: true });
  expect(validateManifest(plan.manifest)).toEqual([]);
  expect(JSON.stringify(plan)).not.toContain(secret);
  expect(JSON.stringify(plan)).not.toContain('example.com/page');
  expect(plan.manifest.assets.user_photo_001).toMatchObject({ originUrl: 'https://example.com/photo.jpg' });
  expect(plan.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['SECRET_REMOVED']));
});

test('an empty treatment is the least that is a film, and says so', async () => {
  const plan = await printed(await file('empty.md', ' \n'));
  expect(plan).toMatchObject({ valid: true, usedRepair: true });
  expect(plan.warnings.map(({ code }) => code)).toContain('MINIMAL_FALLBACK');
});

test('what cannot be read is refused', async () => {
  await expect(planCommand([join(folder, 'nowhere.md')], {} as never)).rejects.toThrow(InvalidInput);
  await expect(planCommand(['repair', await file('draft.txt', 'no JSON')], {} as never)).rejects.toThrow('is not JSON');
  await expect(planCommand(['repair'], {} as never)).rejects.toThrow(WrongUsage);
  await expect(planCommand([], {} as never)).rejects.toThrow('FILE is missing.');
});

test('a plan that is started takes the words of a film, and judges them before any server is asked', async () => {
  const treatment = await file('film.md', TREATMENT);
  await expect(planCommand([treatment, '--start', '--captions', 'loud'], {} as never)).rejects.toThrow(WrongUsage);
  await expect(planCommand([treatment, '--start', '--cap', 'much'], {} as never)).rejects.toThrow(
    '--cap takes dollars',
  );
});
