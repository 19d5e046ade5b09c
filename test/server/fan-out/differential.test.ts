import { type ExecutionResult, parse, specifiedRules, subscribe, validate } from 'graphql';
import pino from 'pino';
import { type Caller, tokenHash } from '../../../src/pipeline';
import { LIMIT_RULES } from '../../../src/reads/limits';
import { fieldResolver } from '../../../src/resolvers/field-resolver';
import { type Follow, LINES_A_PAGE } from '../../../src/server/follow';
import { formatErrorWith } from '../../../src/server/format-error';
import { firstDifference } from '../../reads/difference';
import { samplesOf } from '../../reads/documents/samples';
import type { VariableSet } from '../../reads/documents/variables';
import { Writer } from '../../reads/documents/writer';
import { fillLibrary } from '../../reads/library';
import { loadMemory } from '../../reads/oracle/memory';
import { Oracle } from '../../reads/oracle/oracle';
import { Random } from '../../reads/random';
import { Listener } from '../../support/listener';
import { type OpenApp, openApp } from '../../support/open-app';

const DOCUMENTS = Number(process.env.WORKPRINT_DOCUMENTS ?? 100);
const LOGS = { RunEvent: 'runEvents(runId', ProjectEvent: 'projectEvents(projectId' } as const;

let app: OpenApp;
let callers: Caller[];
let listeners: Listener[];
let logs: { lines: keyof typeof LOGS; id: string }[];
let samples: ReturnType<typeof samplesOf>;
beforeAll(async () => {
  app = await openApp();
  const { store } = app.services.studio;
  callers = await fillLibrary(store, 20_261_121);
  for (const { tokenId } of callers)
    await store.query('UPDATE access_token SET token_hash = $2, revoked_at = NULL, expires_at = NULL WHERE id = $1', [
      tokenId,
      tokenHash(tokenId),
    ]);
  listeners = await Promise.all(callers.map(({ tokenId }) => Listener.open(app.url, tokenId)));
  const memory = await loadMemory(String((store.options as { url?: string }).url));
  const oracle = new Oracle(app.services.schema);
  samples = samplesOf(memory, oracle, new Map());
  const idsOf = (lines: keyof typeof LOGS, type: string) => samples.idsOf(type).map((id) => ({ lines, id }));
  logs = [...idsOf('RunEvent', 'Run'), ...idsOf('ProjectEvent', 'Project')];
});
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.close()));
  await app.close();
});

/** The log as one subscription reads it by itself, to its end. */
const alone: Follow = ({ afterSeq, reader }) =>
  (async function* lines() {
    const read = reader();
    for (let last = afterSeq; ; ) {
      const page = await read(last);
      for (const [seq, line] of page) {
        last = seq;
        yield line;
      }
      if (page.length < LINES_A_PAGE) return;
    }
  })();

const format = formatErrorWith(pino({ level: 'silent' }));

const told = (result: ExecutionResult): unknown =>
  JSON.parse(
    JSON.stringify({ ...result, errors: result.errors?.map((error) => format(error.toJSON(), error)) }).replace(
      /\?project=[^"]*/g, // until when a link is good depends on when it was made
      '',
    ),
  );

/** What graphql-js answers, each event executed for this client alone. */
async function slow(query: string, variables: VariableSet, caller: Caller): Promise<unknown[]> {
  const results = await subscribe({
    schema: app.services.schema,
    document: parse(query),
    variableValues: variables,
    contextValue: app.services.contextOf(caller, alone),
    fieldResolver: fieldResolver as never,
  });
  if (!(Symbol.asyncIterator in results)) return [told(results)];
  const all: unknown[] = [];
  for await (const result of results) all.push(told(result));
  return all;
}

interface Asked {
  readonly query: string;
  readonly sets: readonly VariableSet[];
}

function randomSubscription(random: Random): Asked {
  const { lines, id } = random.pick(logs);
  for (;;) {
    const writer = new Writer(random, app.services.schema, samples);
    const alias = random.chance(0.2) ? 'line: ' : '';
    const query = writer.subscription(lines, `${alias}${LOGS[lines]}: "${id}", afterSeq: $after)`);
    if (validate(app.services.schema, parse(query), [...specifiedRules, ...LIMIT_RULES]).length > 0) continue;
    return { query, sets: writer.variables.sets() };
  }
}

let ids = 0;

/** What two clients hear who follow at once, one from the beginning, one from further on; each beside what it should. */
async function compare({ query, sets: [set = {}] }: Asked, who: number, random: Random): Promise<number> {
  const [caller, listener] = [callers[who], listeners[who]];
  if (!caller || !listener) throw new Error('There is no such caller.');
  const begins = [0, random.below(9)].map((after) => ({ ...set, after }));
  const expected = await Promise.all(begins.map((variables) => slow(query, variables, caller)));
  const subscriptions = begins.map((variables, index) => ({ variables, id: `${++ids}`, lines: expected[index] ?? [] }));
  for (const { id, variables } of subscriptions) listener.subscribe(id, { query, variables });
  for (const { id, variables, lines } of subscriptions) {
    const messages = await listener.first(id, lines.length);
    const heard = messages.map(({ payload }) => JSON.parse(JSON.stringify(payload).replace(/\?project=[^"]*/g, '')));
    const difference = firstDifference(lines, heard, 'channel');
    if (difference) throw new Error([difference, query, JSON.stringify(variables)].join('\n\n'));
    listener.complete(id);
  }
  return expected.flat().length;
}

test('whoever shares a channel hears what a subscription of its own would have answered, errors and all', async () => {
  let lines = 0;
  for (let seed = 1; seed <= DOCUMENTS; seed += 1) {
    const random = new Random(seed);
    const asked = randomSubscription(random);
    const heard = await Promise.all([0, 1, 2, 4].map((who) => compare(asked, who, new Random(seed + who))));
    lines += heard.reduce((sum, count) => sum + count, 0);
  }
  expect(lines).toBeGreaterThan(DOCUMENTS * 20);
}, 600_000);
