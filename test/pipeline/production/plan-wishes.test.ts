import { FREE } from '../../../src/pipeline/library/price';
import { wishHash } from '../../../src/pipeline/library/wish';
import type { Manifest } from '../../../src/pipeline/planner/manifest/manifest-schema';
import { plannedText } from '../../../src/pipeline/planner/planned-text';
import { planSize } from '../../../src/pipeline/production/plan-size';
import { type PlanPlaceRow, planStages } from '../../../src/pipeline/production/plan-stages';
import { type PlanPlace, planPlaces } from '../../../src/pipeline/production/plan-wishes';

const HOUSE = {
  size: { width: 1080, height: 1920 },
  rate: { numerator: 24, denominator: 1 },
  narrator: 'rachel',
  pronunciations: { nginx: 'engine ex' },
};
const PROJECT = { mode: 'OFFLINE', offlineFor: [], providerOrder: {} } as const;

const TREATMENT = `## Overview
- Duration: 12 seconds
- Language: German
## Scenes
### Scene 1: Hook
- Duration: 4s
- Narration: "Welcome to nginx."
- Visuals: [Stock Footage: hands opening a laptop], [Overlay Text: Step 1]
### Scene 2: Body
- Duration: 4s
- Narration: "Sales grew."
- Visuals: [Chart Overlay: Sales by quarter: Q1 10, Q2 14.5]
### Scene 3: Outro
- Duration: 4s
- Narration: "I am the presenter."
- Voice: [ElevenLabs / Voice: onyx]
- Visuals: [User Asset: presenter talking head.mp4]
`;

const manifestOf = (treatment: string): Manifest => plannedText(treatment, {}).manifest;
const byPart = (treatment: string): Map<string, PlanPlace> =>
  new Map(planPlaces(manifestOf(treatment), HOUSE).map((place) => [place.part, place]));

test('each job that makes something has a place, and so has what the user is to bring', () => {
  const manifest = manifestOf(TREATMENT);
  const parts = planPlaces(manifest, HOUSE).map(({ part }) => part);
  const makers = manifest.jobs.filter(({ type, payload }) => {
    return type !== 'render_shotstack' && !(type === 'enhance_image' && (payload.edits as string[]).length === 0);
  });
  const brought = Object.values(manifest.assets).filter(({ source }) => source === 'user');
  expect(parts).toEqual([...makers.map(({ id }) => id), ...brought.map(({ id }) => `asset:${id}`)]);
  expect(brought).toHaveLength(1);
});

test('speech is in the language of the film, by the narrator unless the scene has a voice, with the project’s words', () => {
  const places = byPart(TREATMENT);
  expect(places.get('job_tts_s1')?.wish).toMatchObject({
    capability: 'SPEECH',
    prompt: 'Welcome to nginx.',
    parameters: { language: 'de', voice: 'rachel', pronunciations: [{ written: 'nginx', spoken: 'engine ex' }] },
  });
  expect(places.get('job_tts_s3')?.wish.parameters.voice).toBe('onyx');
});

test('charts are set from what is stated, and what type is laid over bears none', () => {
  const places = [...byPart(TREATMENT).values()];
  const chart = places.find(({ wish }) => wish.parameters.task === 'CHART');
  expect(chart?.wish.parameters.chart).toMatchObject({
    title: 'Sales by quarter',
    data: [
      { label: 'Q1', value: 10, unit: null },
      { label: 'Q2', value: 14.5, unit: null },
    ],
  });
  expect(byPart(TREATMENT).get('job_gen_laptop_001')?.wish.prompt).toMatch(
    /^hands opening a laptop, .*, without lettering$/,
  );
});

test('a clip is made of the still that it takes the place of, and lips of a film and a voice', () => {
  const places = byPart(TREATMENT);
  expect(places.get('job_video_s1')?.wish.parameters).toMatchObject({
    ...{ width: 720, height: 1280, durationSeconds: 4 },
    madeOf: { still: 'job_gen_laptop_001' },
  });
  const lips = [...places.values()].find(({ wish }) => wish.capability === 'LIPSYNC');
  expect(lips?.wish.parameters.madeOf).toEqual({
    film: expect.stringMatching(/^asset:/),
    speech: 'job_tts_s3',
  });
});

const rowsOf = (treatment: string, more: (place: PlanPlace) => Partial<PlanPlaceRow> = () => ({})): PlanPlaceRow[] =>
  planPlaces(manifestOf(treatment), HOUSE).map((place) => ({
    ...place.wish,
    ...{ part: place.part, type: place.type, slotId: `slot ${place.part}`, wishHash: wishHash(place.wish) },
    ...{ hasTake: false, isSettled: false, hasEqual: false, hasEqualHere: false },
    ...more(place),
  }));

const staged = (rows: PlanPlaceRow[], stopAfter: 'AUDIO' | 'FILM' = 'FILM') =>
  planStages({
    ...{ jobs: manifestOf(TREATMENT).jobs, rows, filmSlotId: 'film', stopAfter },
    ...{ prices: FREE, project: PROJECT },
  });

test('a run has the jobs of the plan under their keys, with a cut before the film', () => {
  const { jobs } = staged(rowsOf(TREATMENT, () => ({ hasTake: true, isSettled: true })));
  const planned = manifestOf(TREATMENT).jobs.filter(({ payload, type }) => type !== 'enhance_image' || payload.edits);
  expect(jobs.map(({ key }) => key)).toEqual(expect.arrayContaining(['cut', 'job_render_shotstack', 'job_tts_s1']));
  expect(jobs.at(-1)).toMatchObject({ key: 'job_render_shotstack', type: 'RENDER_SHOTSTACK', dependsOn: ['cut'] });
  expect(jobs.at(-2)?.follows).toEqual(jobs.slice(0, -2).map(({ key }) => key));
  const speech = planned.find(({ id }) => id === 'job_tts_s1');
  expect(jobs.find(({ key }) => key === 'job_tts_s1')).toMatchObject({
    ...{ priority: speech?.priority, mostTries: 4 },
  });
});

test('what the user did not bring is left out with what would be made of it, by name', () => {
  const { jobs, leftOut } = staged(rowsOf(TREATMENT));
  expect(leftOut).toEqual([expect.stringMatching(/^asset:user_/), 'job_lipsync_s3']);
  expect(jobs.map(({ type }) => type)).not.toContain('LIP_SYNC');
});

test('what is made of something that is still to come has no wish yet', () => {
  const { jobs } = staged(rowsOf(TREATMENT));
  const clip = jobs.find(({ key }) => key === 'job_video_s1');
  expect(clip).toMatchObject({ wishHash: null, dependsOn: ['job_gen_laptop_001'] });
  const settled = staged(rowsOf(TREATMENT, ({ part }) => (part === 'job_gen_laptop_001' ? { isSettled: true } : {})));
  expect(settled.jobs.find(({ key }) => key === 'job_video_s1')?.wishHash).toMatch(/^[0-9a-f]{64}$/);
});

test('a run that stops after the sound has no picture and no film', () => {
  expect(new Set(staged(rowsOf(TREATMENT), 'AUDIO').jobs.map(({ stage }) => stage))).toEqual(new Set(['AUDIO']));
});

test.each([
  ['16:9', { width: 1920, height: 1080 }],
  ['9:16', { width: 1080, height: 1920 }],
  ['1:1', { width: 1080, height: 1080 }],
  ['4:5', { width: 1080, height: 1350 }],
  ['4:3', { width: 1440, height: 1080 }],
] as const)('a film of %s is %j in a project of 1920 × 1080', (aspect, size) => {
  expect(planSize(aspect, { width: 1920, height: 1080 })).toEqual(size);
});
