import { chartsOf } from '../../../src/pipeline/shots/charts';
import { listOf } from './prompts/sample';

const list = listOf(2);
const [first, second] = list.scenes;
if (!first || !second) throw new Error('The sample has two scenes.');
const late = {
  ...second,
  facts: { ...second.facts, act: 4 },
  shots: second.shots.slice(0, 1).map((shot) => ({ ...shot, durationFrames: 200, intensity: 1 })),
};
const charts = chartsOf({ ...list, scenes: [first, late] });

test('scenes, settings and acts add up to the film', () => {
  expect(charts.scenes).toEqual([
    { number: 1, shots: 4, frames: 400, meanFrames: 100 },
    { number: 2, shots: 1, frames: 200, meanFrames: 200 },
  ]);
  expect(charts.settings).toEqual([{ key: 'strip_mall_lot', shots: 5, frames: 600 }]);
  expect(charts.acts).toEqual([
    { act: 1, scenes: 1, shots: 4, frames: 400, meanShotFrames: 100, share: 400 / 600 },
    { act: 4, scenes: 1, shots: 1, frames: 200, meanShotFrames: 200, share: 200 / 600 },
  ]);
});

test('people are counted where they are seen, and where they speak', () => {
  expect(charts.characters).toEqual([
    { key: 'rae_calder', shots: 2, frames: 200, speakingFrames: 100 },
    { key: 'manny', shots: 2, frames: 200, speakingFrames: 0 },
  ]);
});

test('shot types come by their time on screen, the pace scene by scene', () => {
  expect(charts.shotTypes).toEqual([
    { shotType: 'WIDE', shots: 2, frames: 300 },
    { shotType: 'MEDIUM', shots: 2, frames: 200 },
    { shotType: 'OVER_SHOULDER', shots: 1, frames: 100 },
  ]);
  expect(charts.pacing).toEqual([
    { number: 1, meanShotFrames: 100, meanIntensity: 0.6 },
    { number: 2, meanShotFrames: 200, meanIntensity: 1 },
  ]);
});

test('of an empty list everything is nothing, and no number is broken', () => {
  const empty = chartsOf({ ...list, scenes: [{ ...first, shots: [] }] });
  expect(empty.scenes).toEqual([{ number: 1, shots: 0, frames: 0, meanFrames: 0 }]);
  expect(empty.acts).toEqual([{ act: 1, scenes: 1, shots: 0, frames: 0, meanShotFrames: 0, share: 0 }]);
});
