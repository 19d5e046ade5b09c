import fc from 'fast-check';
import type { ExplainerJob } from '../../../src/pipeline/production/explainer';
import { furtherJobs, type RunJob } from '../../../src/pipeline/production/further-jobs';

const job = (key: string, more: Partial<ExplainerJob> = {}): ExplainerJob => ({
  ...{ key, stage: 'AUDIO', type: 'TTS', comesTo: 'REUSED', slotId: `slot of ${key}`, wishHash: 'hash', dependsOn: [] },
  ...more,
});
const rows = (key: string, more: Partial<ExplainerJob> = {}): ExplainerJob =>
  job(key, { stage: 'CUT', type: 'BUILD_CUT', comesTo: 'WRITTEN', slotId: null, wishHash: null, ...more });
const there = (key: string, is: RunJob['is'], slotId: string | null = `slot of ${key}`): RunJob => ({
  key,
  slotId,
  is,
});
const keysOf = (jobs: readonly ExplainerJob[]) => jobs.map(({ key }) => key);

test('a run that has nothing gets all of it as it is planned', () => {
  const planned = [job('a'), job('b', { dependsOn: ['a'] }), rows('cut', { follows: ['a', 'b'] })];
  expect(furtherJobs(planned, [])).toEqual(planned);
});

test('what is done and holds is not planned again, what does not hold is, and whoever needs it needs the new one', () => {
  const planned = [
    job('a'),
    job('b', { comesTo: 'MADE' }),
    job('c', { dependsOn: ['a', 'b'] }),
    rows('cut', { follows: ['a', 'b', 'c'] }),
  ];
  expect(furtherJobs(planned, [there('a', 'HOLDS'), there('b', 'OVER')])).toEqual([
    { ...planned[1], key: 'b (2)' },
    { ...planned[2], dependsOn: ['a', 'b (2)'] },
    { ...planned[3], follows: ['a', 'b (2)', 'c'] },
  ]);
});

test('a take that holds is made anew where the plan says so: a clip moves with its picture', () => {
  expect(keysOf(furtherJobs([job('clip', { comesTo: 'MADE' })], [there('clip', 'HOLDS')]))).toEqual(['clip (2)']);
});

test('a place that has another number now keeps its job, and who has its number gets another name', () => {
  const planned = [job('segment 1', { slotId: 'new' }), job('segment 2', { slotId: 'old' })];
  const further = furtherJobs(planned, [there('segment 1', 'HOLDS', 'old')]);
  expect(further).toEqual([{ ...planned[0], key: 'segment 1 (2)' }]);
});

test('a cut that is still to come will do where nothing new comes before it; else another one follows it', () => {
  const planned = [job('a'), rows('cut', { follows: ['a'] })];
  expect(furtherJobs(planned, [there('a', 'OPEN'), there('cut', 'OPEN', null)])).toEqual([]);
  expect(furtherJobs(planned, [there('cut', 'OPEN', null)])).toEqual([
    planned[0],
    { ...planned[1], key: 'cut (2)', follows: ['a', 'cut'] },
  ]);
  expect(
    keysOf(furtherJobs(planned, [there('a', 'HOLDS'), there('cut', 'OVER', null), there('cut (2)', 'OVER', null)])),
  ).toEqual(['cut (3)']);
});

test('names stay apart, and whatever is needed is among them', () => {
  const is = fc.constantFrom<RunJob['is']>('OPEN', 'HOLDS', 'OVER');
  const name = fc.constantFrom('a', 'b', 'c', 'a (2)');
  const place = fc.option(fc.constantFrom('s', 't', 'u'), { nil: null });
  const had = fc.uniqueArray(fc.record({ key: name, is, slotId: place }), { selector: ({ key }) => key });
  const plan = fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      slotId: place,
      comesTo: fc.constantFrom<ExplainerJob['comesTo']>('MADE', 'REUSED'),
    }),
    { selector: ({ key }) => key },
  );
  fc.assert(
    fc.property(plan, had, (asked, known) => {
      const planned = asked.map((one, index) =>
        job(one.key, { ...one, dependsOn: asked.slice(0, index).map(({ key }) => key) }),
      );
      const further = furtherJobs(planned, known);
      const names = [...known.map(({ key }) => key), ...keysOf(further)];
      expect(new Set(names).size).toBe(names.length);
      for (const { dependsOn, follows = [] } of further)
        for (const key of [...dependsOn, ...follows]) expect(names).toContain(key);
      const later = further.map(({ key, slotId }) => there(key, 'HOLDS', slotId));
      const settled = planned
        .filter(({ slotId }) => slotId !== null)
        .map((one) => ({ ...one, comesTo: 'REUSED' as const }));
      expect(furtherJobs(settled, [...known, ...later])).toEqual([]);
    }),
  );
});
