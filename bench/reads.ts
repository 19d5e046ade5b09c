import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { READ_OPTIONS } from '../src/server/read-pool';
import type { Benchmark, Effort } from './harness/benchmark';
import { type ServerProcess, startServerProcess } from './harness/child';
import { withDatabase } from './harness/cluster';
import type { Comparison } from './harness/comparison';
import { seedLibrary } from './harness/library';
import { ANSWERS, CONNECTIONS, type Question, turnOf } from './harness/load';
import { type Figures, takeTurns } from './harness/turns';
import { questionsAbout, type ReadQuestion } from './peers/questions';

const RAW = 'raw SQL-JSON';
const OURS = 'workprint';
const TOKEN = 'the-administrator-of-the-benchmarks';
/** One connection to Postgres for each of the load, everywhere. */
const POOL = CONNECTIONS;

/** × the limit. Q2 is all nesting, where text gains most over JSON functions; Q1 is small, and pays for token, log and limits. */
const RATIO_AT_LEAST: Readonly<Record<string, number>> = { Q0: 1, Q1: 0.95, Q2: 1.5, Q3: 0.85, 'Q3 deep': 0.7 };
const TAIL_AT_MOST = 4;
/** A page far down costs what the first costs: keyset, not OFFSET. */
const DEPTH_AT_MOST_TIMES = 2;

/** What `npm start` tells Node. */
async function flagsOfStart(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(__dirname, '../../package.json'), 'utf8'));
  return String(scripts.start).split(' ').slice(1, -1);
}

type Servers = Readonly<Record<string, ServerProcess>>;

const peer = (name: string): string => join(__dirname, 'peers', `${name}.js`);

async function startServers(url: string, directory: string): Promise<Servers> {
  const database = { DATABASE_URL: url, DATABASE_POOL: String(POOL) };
  const start = (script: string, environment: Readonly<Record<string, string>>, flags: readonly string[] = []) =>
    startServerProcess({
      script,
      flags,
      environment: { ...database, ...environment },
      logFile: join(directory, 'servers.log'),
    });
  const studio = { WORKPRINT_DATA: join(directory, 'studio'), WORKPRINT_PORT: '0', WORKPRINT_ADMIN_TOKEN: TOKEN };
  return {
    [RAW]: await start(peer('raw'), { SESSION_OPTIONS: READ_OPTIONS }),
    'raw, default settings': await start(peer('raw'), { SESSION_OPTIONS: '-c timezone=UTC' }),
    [OURS]: await start(join(__dirname, '../src/main.js'), studio, await flagsOfStart()),
    'Apollo + DataLoader': await start(peer('apollo'), { SESSION_OPTIONS: READ_OPTIONS }),
  };
}

function requestTo({ url }: ServerProcess, { query, variables }: ReadQuestion): Question {
  return {
    url: `${url}/graphql`,
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query, variables }),
  };
}

async function answerTo({ url, headers, body }: Question): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/** Keys in one order, so that equal answers are equal texts. */
function canonical(text: string): string {
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Answers the size of our answer. A contender that says something else is not in the race. */
async function assertEqualAnswers(questions: Readonly<Record<string, Question>>): Promise<number> {
  const texts = new Map<string, string>();
  for (const [name, question] of Object.entries(questions)) texts.set(name, await answerTo(question));
  const expected = canonical(texts.get(RAW) ?? '');
  for (const [name, text] of texts) {
    const got = canonical(text);
    if (got === expected) continue;
    const at = [...expected].findIndex((letter, index) => letter !== got[index]);
    throw new Error(
      `${name} answers …${got.slice(at - 60, at + 60)}… where ${RAW} answers …${expected.slice(at - 60, at + 60)}…`,
    );
  }
  return Buffer.byteLength(texts.get(OURS) ?? '');
}

async function measure(servers: Servers, question: ReadQuestion, { rounds, seconds }: Effort) {
  const requests = Object.fromEntries(
    Object.entries(servers).map(([name, server]) => [name, requestTo(server, question)]),
  );
  const bytes = await assertEqualAnswers(requests);
  const contenders: Record<string, () => Promise<Figures>> = {};
  for (const [name, request] of Object.entries(requests)) contenders[name] = await turnOf(request, seconds);
  return { bytes, rounds: await takeTurns(contenders, rounds) };
}

/** The same filter at the top of 100,000 assets and far down, both ours, in turns. */
async function depth(
  { [OURS]: server }: Servers,
  { Q3: top, 'Q3 deep': deep }: Readonly<Record<string, ReadQuestion>>,
  { rounds, seconds }: Effort,
): Promise<Comparison> {
  if (!server || !top || !deep) throw new Error('Expected our server and the questions Q3 and Q3 deep.');
  const contenders = {
    'first page': await turnOf(requestTo(server, top), seconds),
    'far down': await turnOf(requestTo(server, deep), seconds),
  };
  return {
    title: 'Depth, the same filter by type, status and tag on the first page and 95,000 assets further down',
    figure: ANSWERS,
    peer: 'first page',
    targets: [
      { of: 'far down', ratioAtLeast: 1 / DEPTH_AT_MOST_TIMES },
      { of: 'far down', ratioAtMost: DEPTH_AT_MOST_TIMES },
    ],
    rounds: await takeTurns(contenders, rounds),
  };
}

export const reads: Benchmark = {
  about: `Reads of a library of 100,000 assets over HTTP, against one hand-written statement of JSON functions behind bare node:http.
${CONNECTIONS} connections; ${POOL} database connections a server; sessions set as the product sets them unless a line says otherwise.`,
  run: (effort, { say, show }) =>
    withDatabase(async (url, directory) => {
      say('writing the library');
      const library = await seedLibrary(url);
      say(`${library.assets} assets, ${library.auditEntries} audit entries`);
      const servers = await startServers(url, directory);
      try {
        for (const [name, question] of Object.entries(questionsAbout(library))) {
          const { bytes, rounds } = await measure(servers, question, effort);
          const title = `${name}, ${question.about} (${(bytes / 1000).toFixed(1)} kB)`;
          const targets = [
            { of: OURS, ratioAtLeast: RATIO_AT_LEAST[name] ?? 1 },
            { of: OURS, tailAtMost: TAIL_AT_MOST },
          ];
          show({ title, figure: ANSWERS, peer: RAW, targets, rounds });
        }
        show(await depth(servers, questionsAbout(library), effort));
      } finally {
        for (const server of Object.values(servers)) await server.stop();
      }
    }),
};
