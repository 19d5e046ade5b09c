import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InvalidInput } from '../pipeline/errors';
import { paragraphs } from '../pipeline/script/paragraphs';
import { assetPath } from '../server/assets';
import type { Config } from '../server/config';
import { createLog, serve } from '../server/serve';
import type { Command } from './command';
import { prepare } from './demo/production';
import { review } from './demo/review';
import { demoToken, Round } from './demo/round';
import { readTreatment, type Treatment } from './demo/treatment';
import { StudioClient } from './graphql/client';
import { Refused, Unreachable } from './graphql/refusal';
import { stopSignal } from './stop-signal';
import { type Delivered, deliver } from './watching/delivery';
import { type RunEnd, watch } from './watching/runs';
import { Screen } from './watching/screen';

const HELP = `npm run demo [-- --out DIR] [--treatment DIR]

Makes a film of two minutes in DIR (./workprint-demo): narration, pictures, a review, the render, without keys or network.
Interrupted, the same command goes on where it stopped; afterwards it makes again only what has changed.

--treatment DIR makes a film of your own, in an --out of its own: DIR/script.txt with a blank line between paragraphs, and DIR/demo.json
with projectKey, projectName and scriptName, and if you like with size { width, height }, rate { numerator, denominator },
figures [{ number, caption, file }] (PNG files in DIR) and rejection { segment, reason, prompt }. assets/demo is an example.
`;

/** `npm run demo`: a film out of a script, shown as it is made, by the same API that everybody uses. */
export const demoCommand: Command = async (args, config) => {
  const { out, help, folder } = readArguments(args);
  if (help) return write(HELP);
  const treatment = await readTreatment(folder);
  const { signal: stopping } = stopSignal();
  const dataDir = join(out, '.workprint');
  await mkdir(dataDir, { recursive: true }).catch((error) => Promise.reject(noFolder(out, error)));
  const token = await demoToken(dataDir);
  const running = await serve(
    demoConfig(config, { dataDir, token }),
    createLog('error', config.vendors().secrets),
    stopping,
  );
  const failed = running.failed.then((error) => Promise.reject(error));
  try {
    const client = new StudioClient({ url: running.address, token, signal: stopping });
    return await Promise.race([show({ client, out, dataDir, treatment }), failed]);
  } catch (error) {
    if (stopping.aborted) return stopped();
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    process.stderr.write(`${error.message}\nThe same command goes on from here.\n`);
    return 1;
  } finally {
    await running.stop();
  }
};

interface Stage {
  readonly client: StudioClient;
  readonly out: string;
  readonly dataDir: string;
  readonly treatment: Treatment;
}

async function show({ client, out, dataDir, treatment }: Stage): Promise<number> {
  const round = await Round.open(dataDir);
  write(
    `“${treatment.projectName}”: a script of ${paragraphs(treatment.text).length} segments and ${treatment.figures.length} figures\n`,
  );
  const { projectId, scriptId } = await prepare(client, treatment);
  const runs: Record<string, RunEnd> = {};
  const watched = async (title: string, runId: string) => {
    const end = await onScreen(title, (screen) => watch(client, runId, { screen }));
    runs[title] = end;
    if (end.status !== 'SUCCEEDED') throw new Unreachable(`The run ended ${end.status}.`);
  };
  const begin = async (title: string, how: object) => {
    const input = { projectId, scriptId, ...how, idempotencyKey: `demo ${round.number} / ${title} / ${scriptId}` };
    const { startExplainer } = await client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
    await watched(title, startExplainer.run.id);
  };
  await begin('narration and pictures', { stopAfter: 'VISUALS' });
  const say = (line: string) => write(`  ${line}\n`);
  write('\nreview\n');
  await review({
    client,
    scriptId,
    rejection: treatment.rejection,
    say,
    watch: (runId) => watched('the new take', runId),
  });
  await begin('cut and film', { stopAfter: 'FILM', onlyApproved: true });
  const delivered = await deliver(client, { storyId: scriptId, out, runs });
  await round.finish();
  write(summary(delivered, { runs, dataDir }));
  return delivered.report.ok ? 0 : 1;
}

const START = `mutation ($input: StartExplainerInput!) {
  startExplainer(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;

async function onScreen<T>(title: string, act: (screen: Screen) => Promise<T>): Promise<T> {
  write(`\n${title}\n`);
  const screen = new Screen(process.stdout);
  try {
    return await act(screen);
  } finally {
    screen.close();
  }
}

function summary(
  { report, seconds, files }: Delivered,
  { runs, dataDir }: { runs: Record<string, RunEnd>; dataDir: string },
): string {
  const stages = Object.values(runs).flatMap((run) => run.stages);
  const reused = stages.reduce((sum, stage) => sum + stage.reused, 0);
  const made = stages.reduce((sum, stage) => sum + stage.done - stage.reused, 0);
  const filmMade = stages.some(({ stage, done, reused: again }) => stage === 'FILM' && done > again);
  const pieces = filmMade
    ? `${report.piecesEncoded} pieces of picture and ${report.soundChunksEncoded} of sound encoded, ${report.piecesReused} and ${report.soundChunksReused} used again`
    : 'the film itself is used again: nothing was encoded';
  const here = (file: string) => relative('.', file) || '.';
  return `
${report.ok ? 'The film is good' : 'The film has faults'}: ${seconds.toFixed(1)} s, ${report.loudnessLufs.toFixed(1)} LUFS, ${report.truePeakDbtp.toFixed(1)} dBTP, sound and picture ${report.driftMs.toFixed(1)} ms apart
${report.problems.map((problem) => `  ${problem}\n`).join('')}${made} jobs done, ${reused} answered by what was there; ${pieces}

${files.map((file) => `  ${here(file)}\n`).join('')}
To look at it through the API:

  WORKPRINT_DATA=${here(dataDir)} WORKPRINT_ADMIN_TOKEN=$(cat ${here(join(dataDir, 'demo-token'))}) npm start

`;
}

/**
 * A server of its own, on any free port, whatever the environment names: in a database that is somebody's, the demo's token would
 * close the door to the administrator's.
 */
function demoConfig(config: Config, { dataDir, token }: { dataDir: string; token: string }): Config {
  const own = { dataDir, databaseUrl: null, storageUrl: null, host: '127.0.0.1', port: 0, publicUrl: null };
  return { ...config, ...own, adminToken: token, work: true };
}

function noFolder(out: string, error: NodeJS.ErrnoException): InvalidInput {
  return new InvalidInput(`The film cannot go into ${out}.`, {
    expected: 'a folder that may be written',
    got: error.code,
    remedy: 'Choose another folder with --out.',
  });
}

function readArguments(args: readonly string[]): { out: string; folder: string; help: boolean } {
  try {
    const options = {
      out: { type: 'string', default: 'workprint-demo' },
      treatment: { type: 'string', default: assetPath('demo') },
      help: { type: 'boolean', short: 'h' },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { out: resolve(values.out), folder: resolve(values.treatment), help: values.help === true };
  } catch (error) {
    throw new InvalidInput(error instanceof Error ? error.message : String(error), {
      expected: 'npm run demo [-- --out DIR] [--treatment DIR]',
    });
  }
}

function stopped(): number {
  write('\nStopped. The same command goes on from here.\n');
  return 130;
}

function write(text: string): number {
  process.stdout.write(text);
  return 0;
}
