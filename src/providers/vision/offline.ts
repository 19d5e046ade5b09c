import { extname, join } from 'node:path';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../pipeline/errors';
import type { JsonObject } from '../../pipeline/values/canonical-json';
import { imageHeader, MOST_PIXELS } from '../../pipeline/values/image-header';
import { HOUSED } from '../housed';
import { type ComeLast, ProcessPool } from '../process-pool';
import { FREE_TEXT } from '../tariff';
import { descriptionOf } from './description';
import { findingsOf } from './findings';
import type { FrameAnswer, FrameTask } from './frames.worker';
import type { FrameMeasures } from './measures';
import { type Motion, motionOf } from './motion';
import { frameScores, scoresOf } from './verdict';
import { defineVisionProvider, type Frame, type Look, type VisionProvider, type VisionRequest } from './vision';

export interface OfflineVisionOptions {
  /** Flags of Node for the processes. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

const MODEL = 'measures-1';
const MOST_PROCESSES = 2;
const MOST_FRAMES = 100;
const MOST_CHARACTERS = 20_000;
const MOST_INPUT_BYTES = 64 * 1024 * 1024;

/** Measures frames without keys or network: arithmetic on pixels, which sees light, edges and colours, and no things. */
export function openOfflineVision({ workerExecArgv, comeLast }: OfflineVisionOptions = {}): VisionProvider {
  const pool = new ProcessPool<FrameTask, FrameAnswer>({
    file: join(__dirname, `frames.worker${extname(__filename)}`),
    mostProcesses: MOST_PROCESSES,
    execArgv: workerExecArgv,
    comeLast,
    env: { DISABLE_SYSTEM_FONTS_LOAD: '1' },
  });
  return defineVisionProvider({
    ...HOUSED,
    source: 'offline-vision',
    models: [{ name: MODEL, price: FREE_TEXT, limits: { frames: MOST_FRAMES, mostPixels: MOST_PIXELS } }],
    atOnce: 2,
    answers: 'at once',
    make: (request, { signal }) => look(pool, request, signal),
    close: () => pool.close(),
  });
}

type Pool = ProcessPool<FrameTask, FrameAnswer>;

async function look(pool: Pool, request: VisionRequest, signal: AbortSignal): Promise<Look> {
  signal.throwIfAborted();
  assertMeasurable(request);
  const frames = await measuredInTurn(pool, request.frames, signal);
  const motion = motionOf(frames.map(({ cells }) => cells));
  const found = findingsOf({ frames, motion }, request);
  return {
    basis: 'MEASURED',
    scores: scoresOf({ frames, motion }, request),
    description: descriptionOf({ frames, motion }),
    issues: found.map(({ issue }) => issue),
    suggestions: [...new Set(found.map(({ suggestion }) => suggestion))],
    measured: figuresOf({ request, frames, motion }),
    costMicros: 0n,
  };
}

/** As many at once as there are processes: a hundred frames of a film are not held twice. */
async function measuredInTurn(pool: Pool, frames: readonly Frame[], signal: AbortSignal): Promise<FrameMeasures[]> {
  const done: FrameMeasures[] = [];
  for (let first = 0; first < frames.length; first += MOST_PROCESSES) {
    const together = frames.slice(first, first + MOST_PROCESSES);
    const looking = together.map((frame, index) => measured(pool, { frame, index: first + index, signal }));
    done.push(...(await Promise.all(looking)));
  }
  return done;
}

interface Looking {
  readonly frame: Frame;
  readonly index: number;
  readonly signal: AbortSignal;
}

async function measured(pool: Pool, { frame: { bytes }, index, signal }: Looking): Promise<FrameMeasures> {
  const header = imageHeader(bytes);
  if (!header) throw unreadable(index, 'neither of them');
  if (header.width * header.height > MOST_PIXELS || bytes.length > MOST_INPUT_BYTES)
    throw unreadable(index, `${header.width} × ${header.height} pixels in ${bytes.length} bytes`);
  const answer = await pool.run({ bytes }, signal);
  if ('unreadable' in answer) throw unreadable(index, answer.unreadable);
  return answer.measures;
}

interface Figures {
  readonly request: VisionRequest;
  readonly frames: readonly FrameMeasures[];
  readonly motion: Motion | null;
}

function figuresOf({ request, frames, motion }: Figures): JsonObject {
  const figures = frames.map((frame, index): JsonObject => {
    const { cells: _cells, palette, ...rest } = frame;
    return {
      atSeconds: request.frames[index]?.atSeconds ?? 0,
      ...rounded(rest),
      colours: rounded(palette.shares),
      colourfulness: thousandth(palette.colourfulness),
      scores: rounded(frameScores(frame, request)),
    };
  });
  return { frames: figures, motion: motion && rounded(motion) };
}

/** Figures to four places: what is behind them is noise of the decoder. */
function rounded(figures: object): JsonObject {
  const told = Object.entries(figures).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'number' ? thousandth(value) : value === null ? null : rounded(Object(value)),
  ]);
  return Object.fromEntries(told);
}

const thousandth = (value: number): number => Math.round(value * 10_000) / 10_000;

function assertMeasurable({ frames, prompt }: VisionRequest): void {
  if (frames.length === 0) {
    throw new InvalidInput('There is nothing to look at.', {
      expected: 'at least one frame',
      got: 'none',
      remedy: 'Give a picture, or frames of a clip.',
    });
  }
  if (frames.length > MOST_FRAMES) throw tooMuch('There are too many frames.', `${MOST_FRAMES} frames`, frames.length);
  if (prompt.length > MOST_CHARACTERS)
    throw tooMuch('The prompt is too long.', `${MOST_CHARACTERS} characters`, prompt.length);
}

function tooMuch(message: string, most: string, got: number): LimitExceeded {
  return new LimitExceeded(message, { expected: `at most ${most}`, got: `${got}`, remedy: `Give at most ${most}.` });
}

function unreadable(index: number, got: string): MediaRefused {
  return new MediaRefused(`Frame ${index + 1} cannot be looked at.`, {
    expected: `a PNG or JPEG of at most ${MOST_PIXELS} pixels and ${MOST_INPUT_BYTES} bytes`,
    got: got.slice(0, 400),
    remedy: 'Give a smaller or another picture.',
  });
}
