import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from '../src/cli/demo/production';
import { readTreatment, type Treatment } from '../src/cli/demo/treatment';
import { StudioClient } from '../src/cli/graphql/client';
import type { Benchmark } from './harness/benchmark';
import { type ServerProcess, startServerProcess } from './harness/child';
import { type Comparison, verdictsOf } from './harness/comparison';
import type { Question } from './harness/load';
import { runToEnd } from './harness/run';
import type { Figures } from './harness/turns';
import { askSteadily, quantile } from './responsive/steady';

const IDLE = 'idle';
const TAKES = 'while takes are made';
const FILM = 'while the film renders';
const P99 = 'p99 ms';

const PER_SECOND = 50;
const MOST_TIMES = 3;
/** Before and after each film: a machine that slows down in between is seen on both sides. */
const IDLE_MS = 10_000;
const WARM_UP_MS = 5_000;
/** Of the demo's twelve: half a minute of rendering on two cores, in which there are a thousand answers. */
const SEGMENTS = 6;

const ROOT = join(__dirname, '../..');
const TOKEN = 'the-administrator-of-the-benchmark';

interface Stage {
  readonly client: StudioClient;
  readonly questions: readonly Question[];
}

/** A film of texts that no other round has: nothing of it is there yet. */
async function newFilm({ client }: Stage, treatment: Treatment, round: number) {
  const segments = treatment.text.split(/\n\n+/).slice(0, SEGMENTS);
  const text = segments.map((segment) => `${segment} This is reading ${round}.`).join('\n\n');
  const figures = treatment.figures.filter(({ number }) => text.includes(`Figure ${number}`));
  return prepare(client, { ...treatment, projectKey: `round-${round}`, text, figures });
}

async function askedWhile({ questions }: Stage, work: (signal: AbortSignal) => Promise<unknown>): Promise<number[]> {
  const over = new AbortController();
  const asking = askSteadily({ questions, perSecond: PER_SECOND, signal: over.signal });
  try {
    await work(over.signal);
  } finally {
    over.abort();
  }
  return asking;
}

const rest = (ms: number) => () => new Promise<void>((resolve) => setTimeout(resolve, ms));

function figuresOf(latenciesMs: readonly number[]): Figures {
  return {
    [P99]: quantile(latenciesMs, 0.99),
    'p50 ms': quantile(latenciesMs, 0.5),
    'slowest ms': Math.max(...latenciesMs),
    answers: latenciesMs.length,
  };
}

/** Idle, takes, film, idle again: what is compared is minutes apart at the most. */
async function turn(stage: Stage, treatment: Treatment, round: number): Promise<Record<string, Figures>> {
  const { client } = stage;
  const production = await newFilm(stage, treatment, round);
  const before = await askedWhile(stage, rest(IDLE_MS));
  const made = (stopAfter: string) =>
    askedWhile(stage, () => runToEnd(client, { ...production, stopAfter, idempotencyKey: `${round} ${stopAfter}` }));
  const [takes, film] = [await made('VISUALS'), await made('FILM')];
  const after = await askedWhile(stage, rest(IDLE_MS));
  return { [IDLE]: figuresOf([...before, ...after]), [TAKES]: figuresOf(takes), [FILM]: figuresOf(film) };
}

function questionsOf({ url }: ServerProcess): Question[] {
  const questions = [
    { query: '{ viewer { name } }' },
    { query: 'query ($key: String!) { project(key: $key) { name } }', variables: { key: 'round-1' } },
  ];
  const headers = { authorization: `Bearer ${TOKEN}` };
  return questions.map((question) => ({ url: `${url}/graphql`, headers, body: JSON.stringify(question) }));
}

async function measure(server: ServerProcess, rounds: number, say: (line: string) => void): Promise<Comparison> {
  const stage = { client: new StudioClient({ url: server.url, token: TOKEN }), questions: questionsOf(server) };
  const treatment = await readTreatment(join(ROOT, 'assets/demo'));
  await newFilm(stage, treatment, 1);
  await askedWhile(stage, rest(WARM_UP_MS));
  const figures: Record<string, Figures[]> = { [IDLE]: [], [TAKES]: [], [FILM]: [] };
  for (let round = 1; round <= rounds; round += 1) {
    say(`a film is made, round ${round}`);
    for (const [name, one] of Object.entries(await turn(stage, treatment, round))) figures[name]?.push(one);
  }
  const targets = [{ of: FILM, ratioAtMost: MOST_TIMES }];
  return { title: `A simple query, ${PER_SECOND} a second`, figure: P99, peer: IDLE, targets, rounds: figures };
}

export const responsive: Benchmark = {
  about: `The latency of a simple query, ${PER_SECOND} a second on time, while the server speaks, draws and renders the demo's film, beside the same
server idle before and after; limit ${MOST_TIMES} times the idle p99 while it renders. A round takes a minute. The exit status is 1 when it is missed.`,
  rounds: { usual: 1, fewest: 1 },
  async run({ rounds }, { say, show }) {
    const directory = await mkdtemp(join(tmpdir(), 'workprint-responsive-'));
    const environment = { WORKPRINT_DATA: directory, WORKPRINT_PORT: '0', WORKPRINT_ADMIN_TOKEN: TOKEN };
    try {
      const flags = ['--initial-old-space-size=256']; // as in `npm start`
      const [script, logFile] = [join(ROOT, 'start.js'), join(directory, 'server.log')];
      const server = await startServerProcess({ script, flags, environment, logFile });
      const comparison = await measure(server, rounds, say).finally(() => server.stop());
      show(comparison);
      if (verdictsOf(comparison).some(({ met }) => !met)) process.exitCode = 1;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};
