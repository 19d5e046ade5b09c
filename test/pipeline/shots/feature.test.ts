import { shotListJson } from '../../../src/pipeline/shots/exports/shot-list-json';
import { FORMATS } from '../../../src/pipeline/shots/formats';
import { SHOT_TYPES, STORY_FORMATS } from '../../../src/pipeline/shots/shot';
import type { PlannedShot } from '../../../src/pipeline/shots/shot-list';
import type { Rate } from '../../../src/pipeline/values/rate';
import { type PeopleFound, peopleFound, shotsOf } from './feature';
import { generateStory } from './generator/story';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const FEATURES = SEEDS.map((seed) => {
  const story = generateStory({ seed });
  return { seed, story, ...shotsOf(story) };
});

test('who is in frame is found in twenty features, each person under one key', () => {
  for (const { story, list } of FEATURES) {
    const { right, wrong, missed, empty, absent, spoken }: PeopleFound = peopleFound(story, list);
    expect(right / (right + missed)).toBeGreaterThanOrEqual(0.99);
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.98);
    expect({ empty, absent }).toEqual({ empty: 0, absent: 0 });
    expect(spoken).toBeGreaterThan(100);
    const known = new Set(story.truth.cast.map(({ key }) => key));
    expect(list.cast.filter(({ key }) => !known.has(key))).toEqual([]);
  }
});

test('every scene is in its place, and each place has one key', () => {
  for (const { story, list } of FEATURES) {
    expect(list.scenes.map(({ facts }) => facts.settingKey)).toEqual(story.truth.settingKeys);
    expect(list.settings).toHaveLength(12);
  }
});

/** A second opinion, which knows nothing of how prompts are written. */
const NO_ENDING =
  /\b(?:a|an|the|of|to|in|into|on|onto|at|by|for|from|with|without|and|or|but|as|behind|under|over|through|between|toward|towards|against|across|his|its|their|my|your)$/i;
const SECONDS = /^\d+\.\ds$/;

function faultsOf(prompt: string): string[] {
  const terms = prompt.split(',').map((term) => term.trim());
  const words = terms.filter((term) => !SECONDS.test(term));
  return [
    ...words.filter((term) => NO_ENDING.test(term)).map((term) => `ends: ${term}`),
    ...words.filter((term, index) => words.findIndex((one) => one.toLowerCase() === term.toLowerCase()) < index),
    ...words.filter((term) => /\b(\w+) \1\b/i.test(term)).map((term) => `echoes: ${term}`),
    ...(words.some((term) => term === '') ? ['empty term'] : []),
  ];
}

const promptsOf = ({ scenePrompt, videoPrompt, negativePrompt, ambientDescription }: PlannedShot): string[] => [
  ...[scenePrompt, videoPrompt, negativePrompt, ambientDescription],
];

test('no prompt ends in a preposition or an article, says a term twice, or is empty', () => {
  for (const { shots, seed } of FEATURES) {
    const faults = shots.flatMap((shot) => promptsOf(shot).flatMap((prompt) => faultsOf(prompt)));
    expect({ seed, faults }).toEqual({ seed, faults: [] });
  }
});

const RATES: readonly Rate[] = [
  { numerator: 24, denominator: 1 },
  { numerator: 24_000, denominator: 1_001 },
  { numerator: 25, denominator: 1 },
  { numerator: 30_000, denominator: 1_001 },
];

test('every scene has the frames that it should, and the export says seconds that are frames at the rate', () => {
  const story = generateStory({ seed: 21 });
  for (const rate of RATES) {
    const { list, shots, problems } = shotsOf(story, 'FEATURE', rate);
    expect(problems.filter(({ code }) => code === 'TARGET_TOO_SHORT' || code === 'TARGET_TOO_LONG')).toEqual([]);
    for (const { facts, shots: its } of list.scenes) {
      const frames = its.reduce((sum, { durationFrames }) => sum + durationFrames, 0);
      expect(frames).toBe(facts.targetFrames);
    }
    const exported = JSON.parse(shotListJson(list, { projectId: 'p' }));
    const total = shots.reduce((sum, { durationFrames }) => sum + durationFrames, 0);
    const seconds = (frames: number) => Math.round((frames * rate.denominator * 1_000) / rate.numerator) / 1_000;
    expect(exported.total_duration_seconds).toBe(seconds(total));
    const said = exported.scenes.flatMap((scene: { shots: { duration_seconds: number }[] }) => scene.shots);
    expect(said.map((shot: { duration_seconds: number }) => shot.duration_seconds)).toEqual(
      shots.map(({ durationFrames }) => seconds(durationFrames)),
    );
  }
});

test('framings vary: never more than three alike in a row, and most of the twelve are used', () => {
  for (const { shots } of FEATURES) {
    const types = shots.map(({ shotType }) => shotType);
    expect(types.some((type, index) => index > 2 && [1, 2, 3].every((back) => types[index - back] === type))).toBe(
      false,
    );
    expect(new Set(types).size).toBeGreaterThanOrEqual(8);
  }
});

test('a climax is no row of the same close-ups', () => {
  for (const { list } of FEATURES) {
    const shots = list.scenes.filter(({ facts }) => facts.pacing === 'RAPID').flatMap((scene) => scene.shots);
    const most = Math.max(...SHOT_TYPES.map((type) => shots.filter(({ shotType }) => shotType === type).length));
    expect(most / shots.length).toBeLessThan(0.4);
  }
});

test('a feature has no fault that its rules find', () => {
  for (const { problems } of FEATURES) expect(problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
});

test.each(STORY_FORMATS)('a story for %s passes its rules, in its own shape', (format) => {
  const scenes = { TIKTOK: 4, REEL: 4, YOUTUBE: 8, SHORT_FILM: 10, FEATURE: 40, SERIES_EP: 30 }[format];
  for (const seed of [31, 32, 33]) {
    const story = generateStory({ seed, scenes, settings: Math.min(12, scenes), format });
    const { list, shots, problems } = shotsOf(story, format);
    expect(problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(new Set(shots.map(({ aspectRatio }) => aspectRatio))).toEqual(new Set([list.aspectRatio]));
    expect(list.aspectRatio === '9:16').toBe(FORMATS[format].aspectRatio === '9:16');
  }
});

test('the same story is cut differently for each format', () => {
  const story = generateStory({ seed: 41, scenes: 6, settings: 4 });
  const untimed = story.screenplay.scenes.map((scene) => ({ ...scene, targetSeconds: null }));
  const free = { ...story, screenplay: { ...story.screenplay, scenes: untimed } };
  const cuts = STORY_FORMATS.map((format) => {
    const { shots } = shotsOf(free, format);
    return { shots: shots.length, frames: shots.reduce((sum, shot) => sum + shot.durationFrames, 0) };
  });
  expect(new Set(cuts.map((cut) => JSON.stringify(cut))).size).toBe(STORY_FORMATS.length);
  const meanOf = ({ shots, frames }: { shots: number; frames: number }) => frames / shots;
  const [tiktok, reel, , , feature] = cuts.map(meanOf) as [number, number, number, number, number];
  expect(tiktok).toBeLessThan(reel);
  expect(reel).toBeLessThan(feature);
});
