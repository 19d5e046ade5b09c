import { extname, join } from 'node:path';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { imageHeader, MOST_PIXELS } from '../../pipeline/values/image-header';
import { HOUSED } from '../housed';
import { seedOf } from '../mulberry32';
import { type ComeLast, ProcessPool } from '../process-pool';
import { FREE_TEXT } from '../tariff';
import {
  DRAWING_TASKS,
  type DrawingTask,
  defineImageProvider,
  type ImageProvider,
  type ImageRequest,
  type Picture,
  type Size,
} from './image';
import type { Painting, PaintOrder } from './painter/paint';
import { nearestStyle } from './painter/styles';

export interface OfflineImageOptions {
  /** Flags of Node for the processes. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

const MODEL = 'painter-2';
const MOST_PROCESSES = 2;
const MOST_CHARACTERS = 20_000;
const [SMALLEST_SIDE, LARGEST_SIDE] = [16, 8192];
export const MOST_INPUT_BYTES = 64 * 1024 * 1024;
/** What is changed is taken apart to its pixels, several times over: 8192 × 8192 would take 2 GB. */
const MOST_CHANGED_PIXELS = 4096 * 4096;

/**
 * Pictures without keys or network, drawn from the prompt and the style; a figure that is given is set on a page. What is changed is
 * given back in its own size: a part of it drawn anew, or without its background. Changed without a mask it is set into a new picture.
 */
export function openOfflineImage({ workerExecArgv, comeLast }: OfflineImageOptions = {}): ImageProvider {
  const pool = new ProcessPool<PaintOrder, Painting>({
    // Built and unbuilt alike: the file of the process has the ending of this one.
    file: join(__dirname, `painter.worker${extname(__filename)}`),
    mostProcesses: MOST_PROCESSES,
    execArgv: workerExecArgv,
    comeLast,
    // The canvas reads it when it is loaded: two machines with different fonts must draw the same picture.
    env: { DISABLE_SYSTEM_FONTS_LOAD: '1' },
  });
  const limits = {
    tasks: DRAWING_TASKS,
    sizes: null,
    mostPixels: MOST_PIXELS,
    promptCharacters: MOST_CHARACTERS,
    inputs: 1,
  } as const;
  return defineImageProvider({
    ...HOUSED,
    source: 'offline-image',
    models: [{ name: MODEL, price: FREE_TEXT, limits }],
    atOnce: 2,
    answers: 'at once',
    serves: ({ task }) => isDrawn(task),
    make: (request, { signal }) => draw(pool, request, signal),
    close: () => pool.close(),
  });
}

async function draw(
  pool: ProcessPool<PaintOrder, Painting>,
  order: ImageRequest,
  signal: AbortSignal,
): Promise<Picture> {
  signal.throwIfAborted();
  assertDrawable(order);
  const { prompt, caption, size, variation } = order;
  const task = drawnTask(order);
  const style = nearestStyle(order.style);
  const [picture, mask] = [pictureOf(order), maskOf(order)];
  const seed = seedOf(contentHash({ model: MODEL, prompt, style, variation }));
  const painting = await pool.run({ task, prompt, style, ...sides(size), seed, picture, mask, caption }, signal);
  if ('unusable' in painting) throw unusable(painting.unusable, order, painting.because);
  const { png, width, height } = painting;
  return { media: png, mimeType: 'image/png', size: { width, height }, style, costMicros: 0n };
}

function isDrawn(task: ImageRequest['task']): task is DrawingTask {
  return DRAWING_TASKS.some((known) => known === task);
}

/** Nobody orders anything else of it. */
function drawnTask({ task }: ImageRequest): DrawingTask {
  if (isDrawn(task)) return task;
  throw new Error(`The painter was asked for a ${task}.`);
}

function sides({ width, height }: ImageRequest['size']): { width: number; height: number } {
  return { width, height };
}

function assertDrawable(order: ImageRequest): void {
  const { task, prompt, size, inputs } = order;
  if (prompt.trim() === '' && task !== 'CUT_OUT') {
    throw new InvalidInput('There is nothing to draw.', {
      expected: 'a prompt',
      got: 'an empty one',
      remedy: 'Describe the picture.',
    });
  }
  if (prompt.length > MOST_CHARACTERS) {
    throw limit('The prompt is too long.', `at most ${MOST_CHARACTERS} characters`, `${prompt.length}`);
  }
  assertSize(size);
  assertInputs(drawnTask(order), inputs.length);
}

export function assertSize({ width, height }: Size): void {
  const fits = [width, height].every((side) => Number.isInteger(side) && side >= SMALLEST_SIDE && side <= LARGEST_SIDE);
  if (fits && width * height <= MOST_PIXELS) return;
  const expected = `sides of ${SMALLEST_SIDE} to ${LARGEST_SIDE} whole pixels, and at most ${MOST_PIXELS} in all`;
  throw limit('The picture cannot have this size.', expected, `${width} × ${height}`);
}

function assertInputs(task: DrawingTask, count: number): void {
  if (count > 1) throw limit('One page holds one figure.', 'at most one input picture', `${count}`);
  if (count === 1 || task === 'GENERATE') return;
  throw new InvalidInput('There is nothing to change.', {
    expected: 'one input picture',
    got: 'none',
    remedy: 'Give the picture that is to be changed.',
  });
}

/** Judged by its first bytes: a picture of a few kilobytes may unfold to gigabytes. */
function pictureOf(order: ImageRequest): Uint8Array | null {
  const [input] = order.inputs;
  if (!input) return null;
  const header = imageHeader(input.bytes);
  if (!header) throw unusable('picture', order, 'neither of them');
  const got = `${header.width} × ${header.height} pixels in ${input.bytes.length} bytes`;
  if (header.width * header.height > mostPixels(order) || input.bytes.length > MOST_INPUT_BYTES)
    throw unusable('picture', order, got);
  return input.bytes;
}

function mostPixels({ task }: Pick<ImageRequest, 'task'>): number {
  return task === 'GENERATE' ? MOST_PIXELS : MOST_CHANGED_PIXELS;
}

/** Only an edit has one, and it lies on the picture pixel by pixel. */
function maskOf(order: ImageRequest): Uint8Array | null {
  const { task, mask, inputs } = order;
  if (task !== 'EDIT' || mask === null) return null;
  const [header, picture] = [imageHeader(mask), imageHeader(inputs[0]?.bytes ?? new Uint8Array())];
  if (!header || mask.length > MOST_INPUT_BYTES) throw unusable('mask', order, 'neither of them');
  if (header.width !== picture?.width || header.height !== picture.height)
    throw unusable('mask', order, `${header.width} × ${header.height} pixels`);
  return mask;
}

function unusable(what: 'picture' | 'mask', order: ImageRequest, got: string): MediaRefused {
  const name = JSON.stringify((what === 'mask' ? 'mask' : (order.inputs[0]?.name ?? '')).slice(0, 200));
  const format = `a PNG or JPEG of at most ${mostPixels(order)} pixels and ${MOST_INPUT_BYTES} bytes`;
  return new MediaRefused(`The picture ${name} cannot be used.`, {
    expected: {
      GENERATE: format,
      EDIT: what === 'mask' ? 'a mask of the size of the picture, white where it may change' : format,
      CUT_OUT: `${format} with something before a background`,
    }[drawnTask(order)],
    got: got.slice(0, 400),
    remedy: 'Give a smaller or another picture.',
  });
}

function limit(message: string, expected: string, got: string): LimitExceeded {
  return new LimitExceeded(message, { expected, got, remedy: `Order what fits: ${expected}.` });
}
