import { BEATS, beatOf } from '../../../../src/pipeline/shots/steps/beats';
import { sceneFacts } from '../../../../src/pipeline/shots/steps/scene-facts';
import { action, filmingOf, scene, screenplay } from './stories';

test.each([
  ['Beat 4: Catalyst', 'Catalyst'],
  ['catalyst', 'Catalyst'],
  ['ALL IS LOST!', 'All Is Lost'],
  ['Set up', 'Set-Up'],
  ['setup - the office', 'Set-Up'],
  ['Break into Act Three', 'Break into Three'],
  ['Fun & Games', 'Fun and Games'],
  ['6. Break Into 2 (B Story begins)', 'Break into Two'],
  ['The dark night of the soul', 'Dark Night of the Soul'],
])('%s is the beat %s', (text, name) => {
  expect(beatOf(text)?.name).toBe(name);
});

test.each(['', 'Beat 4', 'The finality of it', 'Debating'])('%s is no beat', (text) => {
  expect(beatOf(text)).toBeNull();
});

test('fifteen beats run through four acts', () => {
  expect(BEATS).toHaveLength(15);
  expect(BEATS.map(({ act }) => act)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
});

const factsOf = (scenes: Parameters<typeof scene>[1][], format: 'FEATURE' | 'TIKTOK' = 'FEATURE') => {
  const told = scenes.map((more) => scene([], more));
  return sceneFacts(screenplay(told), filmingOf(told, { format }));
};
const acts = (scenes: Parameters<typeof scene>[1][]) => factsOf(scenes).map(({ act }) => act);

test('without a beat the acts lie where they lie in any film, and end once each', () => {
  const facts = factsOf(Array.from({ length: 40 }, () => ({})));
  expect([1, 2, 3, 4].map((act) => facts.filter((one) => one.act === act).length)).toEqual([10, 10, 11, 9]);
  expect(facts.filter(({ endsAct }) => endsAct).map(({ number }) => number)).toEqual([10, 20, 31, 40]);
});

test('in a few scenes no act ends that nobody named', () => {
  expect(factsOf([{}, {}, {}, {}]).map(({ endsAct }) => endsAct)).toEqual([false, false, false, true]);
});

test('an act is what its section says, then its beat, then where it stands between those', () => {
  expect(acts([{ act: 2, beat: 'Catalyst' }, {}, { beat: 'Finale' }])).toEqual([2, 2, 4]);
  expect(acts([{ beat: 'Catalyst' }, {}, { beat: 'Debate' }, { beat: 'Midpoint' }])).toEqual([1, 1, 1, 2]);
});

test('one scene that is told before its time does not turn the acts round', () => {
  const flashForward = [{ beat: 'Final Image' }, { beat: 'Set-Up' }, { beat: 'Midpoint' }, { beat: 'Finale' }];
  expect(acts(flashForward)).toEqual([1, 1, 2, 4]);
});

test('only the last scene of an act ends it, whatever their beats', () => {
  const facts = factsOf([{ beat: 'Midpoint' }, { beat: 'Midpoint' }, { beat: 'Bad Guys Close In' }]);
  expect(facts.map(({ endsAct }) => endsAct)).toEqual([false, true, true]);
});

test('a scene without a time of day has that of the one it goes on from', () => {
  const facts = factsOf([
    { slugline: 'INT. BAR - NIGHT' },
    { slugline: 'EXT. YARD - CONTINUOUS' },
    { slugline: 'EXT. YARD - LATER' },
    { slugline: 'EXT. YARD' },
    { slugline: 'INT. HALL' },
    { slugline: 'INT. NIGHTCLUB - DAY' },
  ]);
  expect(facts.map(({ timeOfDay }) => timeOfDay)).toEqual(['NIGHT', 'NIGHT', 'NIGHT', 'NIGHT', null, 'DAY']);
});

test.each([
  ['EXT. TERRACE - DAY', 'They embrace after the purchase.', false],
  ['EXT. ROOF - DAY', 'The chase goes on.', true],
  ['INT. GYM - MONTAGE', '', true],
  ['INT. GYM - DAY', 'A SERIES OF SHOTS: she lifts.', true],
  ['INT. GYM - DAY', 'They run and hide.', true],
  ['INT. GYM - DAY', 'The consequence is clear. A bracelet.', false],
])('%s with %p is a sequence: %s', (slugline, text, isSequence) => {
  const told = [scene([action(text)], { slugline })];
  expect(sceneFacts(screenplay(told), filmingOf(told))[0]?.isSequence).toBe(isSequence);
});

test('a target is whole frames at the rate; none, nothing and no number are none', () => {
  const rate = { numerator: 24000, denominator: 1001 };
  const told = [100, 0.001, 0, -3, Number.NaN, null].map((targetSeconds) => scene([], { targetSeconds }));
  const facts = sceneFacts(screenplay(told), filmingOf(told, { rate }));
  expect(facts.map(({ targetFrames }) => targetFrames)).toEqual([2398, 1, null, null, null, null]);
});

test('what must stay the same is named', () => {
  const [facts] = factsOf([{ charactersPresent: ['Rae', 'Manny', 'Kai', 'Zoë'], boardCardNumber: 7 }]);
  expect(facts?.continuityAnchors).toEqual([
    'location:room',
    'time:DAY',
    'char:Rae',
    'char:Manny',
    'char:Kai',
    'board_card:7',
  ]);
});
