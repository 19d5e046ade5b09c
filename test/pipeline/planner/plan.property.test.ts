import { isDeepStrictEqual } from 'node:util';
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
const PLANS = Number(process.env.WORKPRINT_PLANS ?? 200);
const often = { numRuns: PLANS };
jest.setTimeout(30_000 + PLANS * 200);

type Plan = ReturnType<typeof planOf>;

/** As JSON writes what Postgres refuses: NUL, and half of a surrogate pair. A backslash before it makes it a text about it. */
const HALF_OR_NUL = /(?<!\\)(?:\\\\)*\\u(?:d[89a-f]|0000)/;

/** Each `expect` costs more than the plan that it looks at, so there is one for each kind of fault. */
function expectSound({ manifest, jobs, warnings, valid }: Plan): void {
  expect(validateManifest(manifest)).toEqual([]);
  expect(businessIssues(manifest)).toEqual([]);
  expect(valid).toBe(true);
  expect(jobs).toBe(manifest.jobs);
  expect(offInTime(manifest)).toEqual([]);
  expect(outOfOrder(jobs)).toEqual([]);
  expect(jobs.filter(({ type }) => type === 'render_shotstack')).toHaveLength(1);
  expect(jobs.at(-1)?.dependsOn).toEqual(jobs.slice(0, -1).map(({ id }) => id));
  expect(producedOnce(manifest)).toEqual(generatedIn(manifest));
  expect(JSON.stringify({ manifest, warnings })).not.toMatch(HALF_OR_NUL);
  expect(new Set(manifest.scenes.map(({ id }) => id)).size).toBe(manifest.scenes.length);
  expect(shotstackEditSchema.safeParse(jobs.at(-1)?.payload.shotstackJson).error).toBeUndefined();
}

/** Scenes that are not of whole milliseconds, or do not begin where the one before them ends; and the film, if it does not end where they do. */
function offInTime({ scenes, metadata }: Manifest): string[] {
  const ms = (seconds: number) => Math.round(seconds * 1000);
  const isWhole = (seconds: number) => ms(seconds) / 1000 === seconds;
  let endMs = 0;
  const off = scenes.filter(({ startAtSec, durationSeconds }) => {
    const isOff = ms(startAtSec) !== endMs || !isWhole(startAtSec) || !isWhole(durationSeconds);
    endMs += ms(durationSeconds);
    return isOff;
  });
  return [...off.map(({ id }) => id), ...(endMs === ms(metadata.durationSeconds) ? [] : ['the film'])];
}

/** Jobs that do not stand behind all that they need, or are called as another: where there are none there is no circle. */
function outOfOrder(jobs: readonly Job[]): string[] {
  const before = new Set<string>();
  const off = jobs.filter(({ id, dependsOn }) => {
    const isOff = before.has(id) || !dependsOn.every((needed) => before.has(needed));
    before.add(id);
    return isOff;
  });
  return off.map(({ id }) => id);
}

function producedOnce({ jobs }: Manifest): unknown[] {
  return jobs.flatMap(({ payload }) => ('resultAssetId' in payload ? [payload.resultAssetId] : [])).sort();
}

function generatedIn({ assets }: Manifest): string[] {
  return Object.keys(assets)
    .filter((id) => assets[id]?.source === 'generated')
    .sort();
}

/** Comparing is quick; saying how two plans differ is not. */
function expectSame<Value>(one: Value, other: Value): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
}

/** A repaired plan has nothing left to repair. */
function expectSettled({ manifest }: Plan): void {
  const again = repairedPlan({ draft: manifest, hints: {} });
  expectSame(again.manifest, manifest);
  expect(again.usedRepair).toBe(false);
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.lorem({ maxCount: 6 }),
  fc.integer({ min: 30, max: 200 }).map((count) => `a${'𝒜'.repeat(count)}`),
  fc.constantFrom('half \ud800 of it', 'nothing \0 here'),
);
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
  isMarked: fc.boolean(),
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
      expectSame(planOf({ treatment: says, hints }), plan);
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
      expectSame(repairedPlan({ draft, hints }), plan);
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
      expectSame(repairedPlan({ draft: mutated(mutations), hints: {} }), plan);
      expectSettled(plan);
    }),
    often,
  );
});
