import type { Caller } from '../../src/pipeline/workspace/caller';
import { fillLibrary } from './library';
import { Reading } from './reading';

let reading: Reading;
let everyone: Caller;
beforeAll(async () => {
  reading = await Reading.open();
  const [all] = await fillLibrary(reading.store, 1);
  if (!all) throw new Error('The library has no callers.');
  everyone = all;
});
afterAll(() => reading.close());

const both = (query: string) => reading.both({ query }, everyone);

const SPOKEN = '{ project(key: "heat") { assets(first: 1) { nodes { sentences { text startSeconds endSeconds } } } } }';

test.each([
  ['is no list', { text: 'a' }, 'startSeconds'],
  ['holds no sentence', [7], 'text'],
  ['has no text', [{ startSeconds: 0, endSeconds: 1 }], 'text'],
  ['begins at no number', [{ text: 'a', startSeconds: 'NaN', endSeconds: 1 }], 'startSeconds'],
  ['ends at what JSON cannot say', [{ text: 'a', startSeconds: 0, endSeconds: 'Infinity' }], 'endSeconds'],
])('speech that %s is an error with its path, not a broken answer', async (_what, sentences, field) => {
  await reading.store.query('UPDATE asset SET sentences = $1', [JSON.stringify(sentences)]);
  const { front, slow, errors } = await both(SPOKEN);
  expect(front).toBeNull();
  expect(slow).toEqual({ project: null });
  expect(errors[0]?.path).toEqual(['project', 'assets', 'nodes', 0, 'sentences', 0, field]);
});

test('sentences come in the order in which they are spoken', async () => {
  const said = ['b', 'a "quoted" \\', 'c'].map((text, index) => ({
    text,
    startSeconds: index,
    endSeconds: index + 0.5,
  }));
  await reading.store.query('UPDATE asset SET sentences = $1', [JSON.stringify(said)]);
  const { front } = await both(SPOKEN);
  expect(front.project.assets.nodes[0].sentences).toEqual(said);
});

const WORDS = '{ project(key: "heat") { assets(first: 1) { nodes { words { text startSeconds endSeconds } } } } }';

test('where nobody told of words there are none, and where somebody did there may be no word', async () => {
  for (const words of [null, [], [{ text: 'a "quoted" \\', startSeconds: 0.1, endSeconds: 0.25 }]]) {
    await reading.store.query('UPDATE asset SET words = $1', [words && JSON.stringify(words)]);
    const { front, slow } = await both(WORDS);
    expect(front.project.assets.nodes[0].words).toEqual(words);
    expect(slow).toEqual(front);
  }
});

test('a word that is none is an error with its path, and there are no words', async () => {
  await reading.store.query('UPDATE asset SET words = $1', ['[{"text": "a"}]']);
  const { front, slow, errors } = await both(WORDS);
  expect(front).toBeNull();
  expect(slow).toMatchObject({ project: { assets: { nodes: [{ words: null }] } } });
  expect(errors[0]?.path).toEqual(['project', 'assets', 'nodes', 0, 'words', 0, 'startSeconds']);
});

const strangeLine = (selection: string) =>
  `{ project(key: "heat") { runs(first: 250) { nodes { events(first: 1) { nodes { seq ${selection} } } } } } }`;

test.each([
  ['RUN_FINISHED', { status: 'DONE"' }, '... on RunFinished { status }', ['status']],
  ['RUN_FINISHED', { status: 'PARTIAL\n' }, '... on RunFinished { status }', ['status']],
  ['ASSET_MADE', { costMicros: 'free' }, '... on AssetMade { cost { amount } }', ['cost']],
  ['JOB_PROGRESSED', { fraction: 'NaN' }, '... on JobProgressed { fraction }', ['fraction']],
  ['JOB_STARTED', { attempt: 1e300 }, '... on JobStarted { attempt }', ['attempt']],
  ['JOB_FAILED', {}, '... on JobFailed { error { message } }', ['error']],
  ['JOB_FAILED', { error: { code: 'NONE' } }, '... on JobFailed { error { code } }', ['error', 'code']],
  ['JOB_FAILED', { error: { retryable: 'no' } }, '... on JobFailed { error { retryable } }', ['error', 'retryable']],
])('a line of %s whose facts are %j is an error with its path', async (kind, facts, selection, path) => {
  await reading.store.query('UPDATE run_event SET kind = $1, facts = $2', [kind, facts]);
  const { front, errors } = await both(strangeLine(selection));
  expect(front).toBeNull();
  expect(errors[0]?.path?.slice(-1 - path.length)).toEqual([0, ...path]);
});

test('money in the facts of a line may be text or a number, and a time that is none is not there', async () => {
  const facts = { costMicros: '4000000000000001', savedMicros: 40_000, willRetryAt: 'soon' };
  const amounts: unknown[] = [];
  for (const [kind, selection] of [
    ['ASSET_MADE', '... on AssetMade { cost { amount } }'],
    ['ASSET_REUSED', '... on AssetReused { saved { amount } }'],
    ['JOB_FAILED', '... on JobFailed { willRetryAt }'],
  ]) {
    await reading.store.query('UPDATE run_event SET kind = $1, facts = $2', [kind, facts]);
    const { front, slow } = await both(strangeLine(String(selection)));
    expect(slow).toEqual(front);
    const { seq: _, ...line } = front.project.runs.nodes.flatMap(
      ({ events }: { events: { nodes: object[] } }) => events.nodes,
    )[0];
    amounts.push(line);
  }
  expect(amounts).toEqual([
    { cost: { amount: '4000000000.000001' } },
    { saved: { amount: '0.0400' } },
    { willRetryAt: null },
  ]);
});
