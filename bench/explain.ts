import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudioClient } from '../src/cli/graphql/client';
import { framesForSeconds } from '../src/pipeline/values/frames';
import { type Explained, explainPaper } from './explain/command';
import { runOf, withAnotherWord, worked } from './explain/edit';
import { type Film, filmOf } from './explain/film';
import type { Benchmark, Output } from './harness/benchmark';
import { startServerProcess } from './harness/child';
import type { Figures } from './harness/turns';

const THREE = '3 minutes';
const SIX = '6 minutes';
const SECONDS = 'seconds';
const MOST_SECONDS = 120;
const OF_ASKED = 'film as asked';
const WHOLE = 'all of the film';
const PLAIN = 'a word of a segment';
const OF_FIGURE = 'a word of a segment with a figure';
const MOST_OF_WHOLE = 0.15;
const TOKEN = 'the-administrator-of-the-benchmark';
const START = join(__dirname, '../../start.js');

export const explain: Benchmark = {
  about: `workprint explain of a paper of 12 pages, tier medium, 1080p24, without keys or network, into empty folders: ${THREE}, limit ${MOST_SECONDS} s,
and ${SIX}. How long the films are beside what was asked, within a tenth, and beside the sum of their narrations, pauses and cards, within a
frame. Then one word of one segment is another: the edit to the end of its run, at most ${MOST_OF_WHOLE} of what the command took; just that narration is
spoken anew, the pieces are encoded that \`blastRadius\` foresaw, all others are copied. A round takes three minutes.`,
  rounds: { usual: 1, fewest: 1 },
  async run({ rounds }, output) {
    const films: Record<string, Figures[]> = { [THREE]: [], [SIX]: [] };
    const edits: Record<string, Figures[]> = { [WHOLE]: [], [PLAIN]: [], [OF_FIGURE]: [] };
    for (let round = 1; round <= rounds; round += 1) {
      const directory = await mkdtemp(join(tmpdir(), 'workprint-explain-'));
      try {
        for (const [name, figures] of Object.entries(await turn(directory, output)))
          (films[name] ?? edits[name])?.push(figures);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    }
    const title = 'From a paper of 12 pages to a film';
    const slowest = [{ of: THREE, figureAtMost: MOST_SECONDS }];
    output.show({ title, figure: SECONDS, peer: THREE, targets: slowest, rounds: films });
    const asAsked = [THREE, SIX].flatMap((of) => [
      { of, figureAtLeast: 0.9 },
      { of, figureAtMost: 1.1 },
    ]);
    output.show({ title: 'How long they are', figure: OF_ASKED, peer: THREE, targets: asAsked, rounds: films });
    const quickest = [PLAIN, OF_FIGURE].map((of) => ({ of, ratioAtMost: MOST_OF_WHOLE }));
    output.show({ title: 'One word changed', figure: SECONDS, peer: WHOLE, targets: quickest, rounds: edits });
  },
};

async function turn(directory: string, { say }: Output): Promise<Record<string, Figures>> {
  say(THREE);
  const three = await explainPaper(3, directory);
  say(SIX);
  const six = await explainPaper(6, directory);
  const [longer] = await atServer(six.dataDir, async (client) => [await filmOf(client, six.scriptId)]);
  say('another word');
  return atServer(three.dataDir, async (client) => {
    const film = await filmOf(client, three.scriptId);
    const { totals } = await runOf(client, three.runId);
    return {
      [THREE]: figuresOf(three, film, 3),
      ...(longer && { [SIX]: figuresOf(six, longer, 6) }),
      [WHOLE]: { [SECONDS]: three.wallSeconds, ...worked(totals, film.report), 'captions moved ms': 0 },
      [PLAIN]: await withAnotherWord(client, three.scriptId, middleOf(film, false)),
      [OF_FIGURE]: await withAnotherWord(client, three.scriptId, middleOf(film, true)),
    };
  });
}

async function atServer<T>(dataDir: string, work: (client: StudioClient) => Promise<T>): Promise<T> {
  const environment = { WORKPRINT_DATA: dataDir, WORKPRINT_PORT: '0', WORKPRINT_ADMIN_TOKEN: TOKEN };
  const server = await startServerProcess({ script: START, environment, logFile: `${dataDir}-server.log` });
  return work(new StudioClient({ url: server.url, token: TOKEN })).finally(() => server.stop());
}

/** The one nearest to the middle of the film that shows a figure, or none. */
function middleOf({ segments }: Film, withFigure: boolean): number {
  const numbers = segments.filter((one) => one.figureReferences.length > 0 === withFigure).map(({ number }) => number);
  const found = numbers[numbers.length >> 1];
  if (found === undefined) throw new Error('The script has no such segment.');
  return found;
}

const CARDS_SECONDS = 3.5 + 4.5;
const LEAD_SECONDS = 0.25;
const TAIL_SECONDS = 0.5;

function figuresOf({ seconds, wallSeconds, cpuSeconds }: Explained, film: Film, minutes: number): Figures {
  return {
    [SECONDS]: wallSeconds,
    'CPU s': cpuSeconds,
    'film s': seconds,
    [OF_ASKED]: seconds / (minutes * 60),
    'frames beside the sum': framesBesideSum(film),
  };
}

/** Of a film in which nothing gave way to fit. */
function framesBesideSum({ segments, durationFrames, rate, notes }: Film): number {
  if (notes.length > 0) return Number.NaN;
  const frames = (seconds: number) => framesForSeconds(seconds, rate);
  const spoken = segments.map(({ narration }) => frames(narration.durationSeconds));
  const pauses = segments.length * (frames(LEAD_SECONDS) + frames(TAIL_SECONDS));
  return durationFrames - spoken.reduce((sum, one) => sum + one, frames(CARDS_SECONDS) + pauses);
}
