import { join } from 'node:path';
import { Audience } from './fanout/audience';
import { cpuSecondsOf, residentMegabytes } from './fanout/cost';
import { RunLog } from './fanout/log';
import { Recorder } from './fanout/recorder';
import { stoppedReaders } from './fanout/stopped';
import type { Span } from './fanout/turn';
import type { Benchmark, Effort, Output } from './harness/benchmark';
import { type ServerProcess, startServerProcess } from './harness/child';
import { withDatabase } from './harness/cluster';
import { median } from './harness/statistics';
import { type Figures, takeTurns } from './harness/turns';

const RAW = 'raw ws broadcast';
const OURS = 'workprint';
const TOKEN = 'the-administrator-of-the-benchmarks';
const RATIO_AT_LEAST = 0.9;

/** Clients, and the lines of a turn: as many deliveries either way. */
const CROWDS = [
  { clients: 1_000, lines: 40 },
  { clients: 5_000, lines: 8 },
];
/** Lines that come alone: the next when everybody has the one before. */
const ALONE = 3;

/** Rounds in which clients stop reading: each moves 700 MB. */
const STOPS = 2;

const DELIVERIES = 'deliveries/s';
const EACH_ALONE = 'ms for a line alone';

interface Stage {
  readonly ours: ServerProcess;
  readonly raw: ServerProcess;
  readonly log: RunLog;
  readonly recorder: Recorder;
}

interface Crowd {
  readonly clients: number;
  readonly lines: number;
}

async function onStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  await withDatabase(async (url, directory) => {
    const logFile = join(directory, 'servers.log');
    const log = await RunLog.create(url);
    await log.write(1);
    const studio = { WORKPRINT_DATA: join(directory, 'studio'), WORKPRINT_PORT: '0', WORKPRINT_ADMIN_TOKEN: TOKEN };
    const script = join(__dirname, '../src/main.js');
    const ours = await startServerProcess({ script, environment: { ...studio, DATABASE_URL: url }, logFile });
    const recorder = await Recorder.at({ url: ours.url, token: TOKEN, runId: log.runId });
    const [welcome = ''] = await recorder.take(1);
    const raw = await startServerProcess({ script: join(__dirname, 'peers/broadcast.js'), args: [welcome], logFile });
    try {
      await work({ ours, raw, log, recorder });
    } finally {
      await recorder.leave();
      for (const server of [ours, raw]) await server.stop();
      await log.close();
    }
  });
}

interface Contender {
  readonly server: ServerProcess;
  readonly audience: Audience;
  readonly clients: number;
  /** What the next lines are, of which `send` sends that many. */
  ahead(lines: number): Span;
  send(lines: number): Promise<void>;
}

/** Seconds from the first line's beginning until the last client has heard the last. */
async function secondsFor({ audience, ahead, send }: Contender, lines: number): Promise<number> {
  audience.expect(ahead(lines));
  const heard = audience.heard();
  const startMs = performance.now();
  await send(lines);
  const faults = await heard;
  if (faults > 0) throw new Error(`${faults} lines were lost, repeated or out of order.`);
  return (performance.now() - startMs) / 1000;
}

async function turn(contender: Contender, lines: number): Promise<Figures> {
  const { pid } = contender.server;
  const deliveries = contender.clients * lines;
  const alone: number[] = [];
  for (let line = 0; line < ALONE; line += 1) alone.push(await secondsFor(contender, 1));
  const cpuBefore = await cpuSecondsOf(pid);
  const seconds = await secondsFor(contender, lines);
  return {
    [DELIVERIES]: deliveries / seconds,
    [EACH_ALONE]: median(alone) * 1000,
    'server µs CPU each': (((await cpuSecondsOf(pid)) - cpuBefore) / deliveries) * 1e6,
    'server MB': await residentMegabytes(pid),
  };
}

/** What the peer broadcasts is what ours sent last. */
class Recording {
  #span: Span = { from: 1, to: 1 };
  #messages: readonly string[] = [];
  #sent = 0;

  keep(span: Span, messages: readonly string[]): void {
    [this.#span, this.#messages, this.#sent] = [span, messages, 0];
  }

  ahead(lines: number): Span {
    const from = this.#span.from + this.#sent;
    return { from, to: from + lines - 1 };
  }

  next(lines: number): readonly string[] {
    this.#sent += lines;
    return this.#messages.slice(this.#sent - lines, this.#sent);
  }

  rewind(): void {
    this.#sent = 0;
  }

  get bytes(): number {
    return Buffer.byteLength(this.#messages[0] ?? '');
  }
}

interface Seated {
  readonly ours: Audience;
  readonly raw: Audience;
}

async function seated({ ours, raw, log }: Stage, clients: number, say: Output['say']): Promise<Seated> {
  const about = { token: TOKEN, runId: log.runId, clients };
  const startMs = performance.now();
  const ourAudience = await Audience.seated({
    ...about,
    url: ours.url,
    after: log.ahead(1).from - 2,
    hasFixedId: false,
  });
  const oursMs = performance.now();
  const rawAudience = await Audience.seated({ ...about, url: raw.url, after: 0, hasFixedId: true });
  const [here, there] = [oursMs - startMs, performance.now() - oursMs].map((ms) => (ms / 1000).toFixed(1));
  say(`${clients} clients have the first line after ${here} s; of the peer's after ${there} s`);
  return { ours: ourAudience, raw: rawAudience };
}

async function measure(stage: Stage, { clients, lines }: Crowd, { rounds }: Effort, { show, say }: Output) {
  const { ours, raw, log, recorder } = stage;
  const audiences = await seated(stage, clients, say);
  const recording = new Recording();
  const ahead = (count: number) => log.ahead(count);
  const send = (count: number) => log.write(count);
  const replay = async (count: number): Promise<void> => {
    await fetch(raw.url, { method: 'POST', body: JSON.stringify(recording.next(count)) });
  };
  const contenders = {
    [OURS]: async () => {
      const span = log.ahead(ALONE + lines);
      const figures = await turn({ server: ours, audience: audiences.ours, clients, ahead, send }, lines);
      recording.keep(span, await recorder.take(ALONE + lines));
      return figures;
    },
    [RAW]: async () => {
      recording.rewind();
      const again = (count: number) => recording.ahead(count);
      return turn({ server: raw, audience: audiences.raw, clients, ahead: again, send: replay }, lines);
    },
  };
  const figures = await takeTurns(contenders, rounds);
  show({
    title: `${clients} clients, ${lines} lines of ${recording.bytes} bytes`,
    figure: DELIVERIES,
    peer: RAW,
    targets: [{ of: OURS, ratioAtLeast: RATIO_AT_LEAST }],
    rounds: figures,
  });
  await Promise.all([audiences.ours.leave(), audiences.raw.leave()]);
}

export const fanout: Benchmark = {
  about: `Lines of one run's log to stock graphql-ws clients, in two processes for each contender. Ours: from the first transaction that
writes a line, one transaction each, until the last client has the last line; what comes while it is busy leaves in one write.
The peer has the same messages ready in memory and sends them with bare ws, line by line, one send a client; its clients are the
same but for one id for all their subscriptions, so that all get the same bytes. A lost, repeated or misplaced line ends the bench.`,
  run: (effort, output) =>
    onStage(async (stage) => {
      for (const crowd of CROWDS) await measure(stage, crowd, effort, output);
      output.show(await stoppedReaders(stage.ours, stage.log, { token: TOKEN, rounds: STOPS }));
    }),
};
