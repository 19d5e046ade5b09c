import fc from 'fast-check';
import { businessIssues } from '../../../src/pipeline/planner/checks';
import type { Job } from '../../../src/pipeline/planner/manifest/job-schema';
import type { Manifest } from '../../../src/pipeline/planner/manifest/manifest-schema';
import { validateManifest } from '../../../src/pipeline/planner/manifest/validate-manifest';
import { planOf, repairedPlan } from '../../../src/pipeline/planner/plan';
import { PROFILES } from '../../../src/pipeline/planner/profiles';
import { shotstackEditSchema } from '../../../src/pipeline/planner/shotstack/edit-schema';
import { type Treatment, VISUAL_KINDS } from '../../../src/pipeline/planner/treatment/treatment';
import { buildAVid, scene, treatment, visual } from './treatments';

/** `WORKPRINT_PLANS=20000` for a longer run. */
const PLANS = Number(process.env.WORKPRINT_PLANS ?? 150);
const often = { numRuns: PLANS };
jest.setTimeout(30_000 + PLANS * 200);

type Plan = ReturnType<typeof planOf>;

/** What holds of every plan, whatever it was made of. */
function expectSound({ manifest, jobs, valid }: Plan): void {
  expect(validateManifest(manifest)).toEqual([]);
  expect(businessIssues(manifest)).toEqual([]);
  expect(valid).toBe(true);
  expect(jobs).toEqual(manifest.jobs);
  expectExactTimes(manifest);
  expectOrdered(jobs);
  expectProduced(manifest);
  expect(shotstackEditSchema.safeParse(jobs.at(-1)?.payload.shotstackJson).error).toBeUndefined();
}

function expectExactTimes({ scenes, metadata }: Manifest): void {
  const ms = (seconds: number) => {
    const whole = Math.round(seconds * 1000);
    expect(whole / 1000).toBe(seconds);
    return whole;
  };
  let endMs = 0;
  for (const { startAtSec, durationSeconds } of scenes) {
    expect(ms(startAtSec)).toBe(endMs);
    endMs += ms(durationSeconds);
  }
  expect(endMs).toBe(ms(metadata.durationSeconds));
}

/** Each job stands behind all that it needs, so there is no circle; and the render needs them all. */
function expectOrdered(jobs: readonly Job[]): void {
  const before = new Set<string>();
  for (const { id, dependsOn } of jobs) {
    expect(dependsOn.filter((needed) => !before.has(needed))).toEqual([]);
    expect(before.has(id)).toBe(false);
    before.add(id);
  }
  expect(jobs.filter(({ type }) => type === 'render_shotstack')).toHaveLength(1);
  expect(jobs.at(-1)).toMatchObject({ type: 'render_shotstack', dependsOn: jobs.slice(0, -1).map(({ id }) => id) });
}

function expectProduced({ assets, scenes, jobs }: Manifest): void {
  const made = jobs.flatMap(({ payload }) =>
    typeof payload.resultAssetId === 'string' ? [payload.resultAssetId] : [],
  );
  const generated = Object.values(assets).filter(({ source }) => source === 'generated');
  expect([...made].sort()).toEqual(generated.map(({ id }) => id).sort());
  expect(new Set(scenes.map(({ id }) => id)).size).toBe(scenes.length);
}

/** A repaired plan has nothing left to repair. */
function expectSettled({ manifest }: Plan): void {
  const again = repairedPlan({ draft: manifest, hints: {} });
  expect(again.manifest).toEqual(manifest);
  expect(again.usedRepair).toBe(false);
}

const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.lorem({ maxCount: 6 }));
const name = fc.constantFrom(
  'constructor',
  '__proto__',
  'toString',
  's1',
  'gen_x',
  'x',
  '',
  'music_01',
  'tts_s1',
  'a b',
  '日本',
);
const said = <Value>(value: fc.Arbitrary<Value>) => fc.option(value);
const milliseconds = said(fc.oneof(fc.integer({ min: -10, max: 100_000 }), fc.double()));
const datum = fc.record({ label: words, value: fc.double(), unit: said(words) });
const visuals = fc.array(
  fc.record({ kind: fc.constantFrom(...VISUAL_KINDS), text: words, data: fc.array(datum, { maxLength: 3 }) }),
  { maxLength: 4 },
);
const effects = fc.array(fc.oneof(words, name, fc.constantFrom('slow pan', 'gentle zoom', 'lens flare', 'fade out')), {
  maxLength: 5,
});
const anyScene = fc.record({
  line: fc.nat(),
  heading: said(words),
  purpose: said(fc.oneof(words, fc.constantFrom('hook', 'cta', 'body', 'constructor'))),
  durationMs: milliseconds,
  narration: said(words),
  voice: said(fc.record({ name: said(words), style: said(words) })),
  visuals,
  effects,
  music: said(fc.record({ mood: said(words), structure: said(fc.constantFrom('intro', 'climax')) })),
  sfx: fc.array(words, { maxLength: 2 }),
});
const anyTreatment: fc.Arbitrary<Treatment> = fc.record({
  title: said(words),
  overview: fc.record({
    intent: said(words),
    durationMs: milliseconds,
    aspectRatio: said(fc.oneof(words, fc.constantFrom('9:16', '1:1', 'Smart Auto', '21:9'))),
    platform: said(words),
    language: said(fc.oneof(words, fc.constantFrom('English', 'de', 'ar'))),
    tone: said(words),
    profile: said(fc.constantFrom(...PROFILES.map((profile) => profile.name))),
    voice: said(words),
    voiceId: said(words),
  }),
  scenes: fc.array(anyScene, { maxLength: 12 }),
  audioArc: fc.record({
    intro: said(words),
    build: said(words),
    outro: said(words),
    sfx: fc.array(words, { maxLength: 2 }),
  }),
  consistency: fc.record({
    faces: said(words),
    voice: said(words),
    typography: said(words),
    colors: fc.array(fc.constantFrom('#112233', '#AABBCC', 'red'), { maxLength: 3 }),
    branding: said(words),
    enforcesTextToImageToVideo: said(fc.boolean()),
  }),
  assets: fc.array(fc.record({ kind: fc.constantFrom('ASSET', 'LOGO'), url: fc.webUrl({ validSchemes: ['https'] }) }), {
    maxLength: 3,
  }),
  warnings: fc.array(fc.record({ code: words, message: words, path: said(words) }), { maxLength: 2 }),
});
const anyHints = fc.oneof(
  fc.anything(),
  fc.record({
    userUI: fc.dictionary(
      fc.constantFrom('durationSeconds', 'aspectRatio', 'platform', 'language', 'tone'),
      fc.anything(),
    ),
    analyzerJson: fc.anything(),
    refinerJson: fc.record({ profile: fc.constantFrom(...PROFILES.map((profile) => profile.name), 'x') }),
  }),
);

test('any treatment becomes a sound plan, the same each time, with nothing to repair', () => {
  fc.assert(
    fc.property(anyTreatment, anyHints, (says, hints) => {
      const plan = planOf({ treatment: says, hints });
      expectSound(plan);
      expect(planOf({ treatment: says, hints })).toEqual(plan);
      expectSettled(plan);
    }),
    often,
  );
});

const anyDraft = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
  fc.dictionary(
    fc.constantFrom('metadata', 'scenes', 'assets', 'audio', 'visuals', 'effects', 'consistency', 'jobs', 'warnings'),
    fc.oneof(fc.anything(), fc.array(fc.anything())),
  ),
);

test('any draft becomes a sound plan, the same each time, with nothing left to repair', () => {
  fc.assert(
    fc.property(anyDraft, anyHints, (draft, hints) => {
      const plan = repairedPlan({ draft, hints });
      expectSound(plan);
      expect(repairedPlan({ draft, hints })).toEqual(plan);
      expectSettled(plan);
    }),
    often,
  );
});

/** A manifest in which everything is said that a treatment can say. */
const rich = planOf({
  treatment: treatment({
    ...buildAVid,
    scenes: [
      ...buildAVid.scenes,
      scene({
        durationMs: 4_000,
        narration: 'Look. Here it is.',
        voice: { name: 'Adam', style: 'calm' },
        sfx: ['whoosh'],
        visuals: [
          visual('CHART_OVERLAY', 'sales', [{ label: 'Q1', value: 3, unit: null }]),
          visual('USER_ASSET', 'our presenter'),
          visual('BRANDED_ENDCARD', 'Acme'),
        ],
      }),
    ],
    assets: [{ kind: 'LOGO', url: 'https://media.example.org/logo.png' }],
  }),
  hints: {},
}).manifest;

/** Every place of a value: the keys that lead there. */
function placesIn(value: unknown, keys: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [keys];
  return [keys, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...keys, key]))];
}
const places = placesIn({ ...rich, jobs: [] }).filter((keys) => keys.length > 0);

type Mutation = {
  readonly place: readonly string[];
  readonly how: 'PUT' | 'DROP' | 'ADD' | 'RENAME';
  readonly value: unknown;
};
const anyValue = fc.oneof(
  fc.anything(),
  name,
  fc.double(),
  fc.constantFrom(0, -1, 1e300, 0.0004, '5', 'stock', 'user', 'generated', 'gen_laptop_001', [], {}, null),
);
const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.constantFrom(...places),
  how: fc.constantFrom('PUT', 'DROP', 'ADD', 'RENAME'),
  value: anyValue,
});

function mutated(mutations: readonly Mutation[]): unknown {
  const draft = structuredClone(rich) as unknown;
  for (const { place, how, value } of mutations) {
    const holder = place.slice(0, -1).reduce<unknown>((at, key) => Object(at)[key], draft);
    if (typeof holder !== 'object' || holder === null) continue;
    const at = holder as Record<string, unknown>;
    const key = place.at(-1) ?? '';
    if (how === 'DROP' || how === 'RENAME') Reflect.deleteProperty(at, key);
    if (how === 'PUT') Reflect.set(at, key, value);
    if (how === 'ADD' || how === 'RENAME') Reflect.set(at, `${key}_`, value);
  }
  return draft;
}

test('a manifest that was spoiled in any places becomes a sound plan, the same each time, with nothing left to repair', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), (mutations) => {
      const plan = repairedPlan({ draft: mutated(mutations), hints: {} });
      expectSound(plan);
      expect(repairedPlan({ draft: mutated(mutations), hints: {} })).toEqual(plan);
      expectSettled(plan);
    }),
    often,
  );
});
