import { join } from 'node:path';
import { Audience } from './fanout/audience';
import { cpuSecondsOf, residentMegabytes } from './fanout/cost';
import { RunLog } from './fanout/log';
import { Recorder } from './fanout/recorder';
import type { Benchmark, Effort, Output } from './harness/benchmark';
import { type ServerProcess, startServerProcess } from './harness/child';
import { withDatabase } from './harness/cluster';
import { type Figures, takeTurns } from './harness/turns';

const RAW = 'raw ws broadcast';
const OURS = 'workprint';
const TOKEN = 'the-administrator-of-the-benchmarks';
const RATIO_AT_LEAST = 0.9;

/** Clients, and the lines of a turn: about as many deliveries either way. */
const CROWDS = [
  { clients: 1_000, lines: 100 },
  { clients: 5_000, lines: 20 },
];

const DELIVERIES = 'deliveries/s';

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

interface Turn {
  readonly server: ServerProcess;
  readonly audience: Audience;
  readonly deliveries: number;
  begin(): Promise<unknown>;
}

/** From the first line's writing until the last client has heard the last. */
async function timed({ server, audience, deliveries, begin }: Turn): Promise<Figures> {
  const heard = audience.heard();
  const [cpuBefore, startMs] = [await cpuSecondsOf(server.pid), performance.now()];
  await begin();
  const faults = await heard;
  const seconds = (performance.now() - startMs) / 1000;
  if (faults > 0) throw new Error(`${faults} lines were lost, repeated or out of order.`);
  return {
    [DELIVERIES]: deliveries / seconds,
    'server µs CPU each': (((await cpuSecondsOf(server.pid)) - cpuBefore) / deliveries) * 1e6,
    'MB resident': await residentMegabytes(server.pid),
  };
}

async function measure(stage: Stage, { clients, lines }: Crowd, { rounds }: Effort, { show, say }: Output) {
  const { ours, raw, log, recorder } = stage;
  const about = { token: TOKEN, runId: log.runId, clients };
  const began = performance.now();
  const ourAudience = await Audience.seated({ ...about, url: ours.url, hasFixedId: false });
  say(`${clients} clients sit in ours after ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const rawAudience = await Audience.seated({ ...about, url: raw.url, hasFixedId: true });
  const deliveries = clients * lines;
  let span = log.ahead(lines);
  let messages: string[] = [];
  const contenders = {
    [OURS]: async () => {
      span = log.ahead(lines);
      ourAudience.expect(span);
      const figures = await timed({ server: ours, audience: ourAudience, deliveries, begin: () => log.write(lines) });
      messages = await recorder.take(lines);
      return figures;
    },
    [RAW]: async () => {
      rawAudience.expect(span);
      const begin = () => fetch(raw.url, { method: 'POST', body: JSON.stringify(messages) });
      return timed({ server: raw, audience: rawAudience, deliveries, begin });
    },
  };
  show({
    title: `${clients} clients, ${lines} lines of ${Buffer.byteLength(messages[0] ?? '')} bytes`,
    figure: DELIVERIES,
    peer: RAW,
    targets: [{ of: OURS, ratioAtLeast: RATIO_AT_LEAST }],
    rounds: await takeTurns(contenders, rounds),
  });
  await Promise.all([ourAudience.leave(), rawAudience.leave()]);
}

export const fanout: Benchmark = {
  about: `Lines of one run's log to stock graphql-ws clients, in two processes for each contender. Ours: from the first transaction that
writes a line, one transaction each, until the last client has the last line; what comes while it is busy leaves in one write.
The peer has the same messages ready in memory and sends them with bare ws, line by line, one send a client; its clients are the
same but for one id for all their subscriptions, so that all get the same bytes. A lost, repeated or misplaced line ends the bench.`,
  run: (effort, output) =>
    onStage(async (stage) => {
      for (const crowd of CROWDS) await measure(stage, crowd, effort, output);
    }),
};
