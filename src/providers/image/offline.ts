import { extname, join } from 'node:path';
import { InvalidInput, LimitExceeded, MediaRefused } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { imageHeader, MOST_PIXELS } from '../../pipeline/values/image-header';
import { HOUSED } from '../housed';
import { seedOf } from '../mulberry32';
import { type ComeLast, ProcessPool } from '../process-pool';
import { FREE_TEXT } from '../tariff';
import { defineImageProvider, type ImageProvider, type ImageRequest, type Picture } from './image';
import type { Painting, PaintOrder } from './painter/paint';
import { nearestStyle } from './painter/styles';

export interface OfflineImageOptions {
  /** Flags of Node for the processes. */
  readonly workerExecArgv?: readonly string[];
  readonly comeLast?: ComeLast;
}

const MODEL = 'painter-1';
const MOST_PROCESSES = 2;
const MOST_CHARACTERS = 20_000;
const [SMALLEST_SIDE, LARGEST_SIDE] = [16, 8192];
const MOST_INPUT_BYTES = 64 * 1024 * 1024;

/** Pictures without keys or network, drawn from the prompt and the style; a figure that is given is set on a page. */
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
    tasks: ['GENERATE'],
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
    serves: ({ task }) => task === 'GENERATE',
    answers: 'at once',
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
  const style = nearestStyle(order.style);
  const figure = figureOf(order);
  const seed = seedOf(contentHash({ model: MODEL, prompt, style, variation }));
  const painting = await pool.run({ prompt, style, ...sides(size), seed, figure, caption }, signal);
  if ('unreadable' in painting) throw unreadable(order.inputs[0]?.name ?? '', painting.unreadable);
  return { media: painting.png, mimeType: 'image/png', size: sides(size), style, costMicros: 0n };
}

function sides({ width, height }: ImageRequest['size']): { width: number; height: number } {
  return { width, height };
}

function assertDrawable({ prompt, size, inputs }: ImageRequest): void {
  if (prompt.trim() === '') {
    throw new InvalidInput('There is nothing to draw.', {
      expected: 'a prompt',
      got: 'an empty one',
      remedy: 'Describe the picture.',
    });
  }
  if (prompt.length > MOST_CHARACTERS) {
    throw limit('The prompt is too long.', `at most ${MOST_CHARACTERS} characters`, `${prompt.length}`);
  }
  const fits = [size.width, size.height].every(
    (side) => Number.isInteger(side) && side >= SMALLEST_SIDE && side <= LARGEST_SIDE,
  );
  if (!fits || size.width * size.height > MOST_PIXELS) {
    const expected = `sides of ${SMALLEST_SIDE} to ${LARGEST_SIDE} whole pixels, and at most ${MOST_PIXELS} in all`;
    throw limit('The picture cannot have this size.', expected, `${size.width} × ${size.height}`);
  }
  if (inputs.length > 1) throw limit('One page holds one figure.', 'at most one input picture', `${inputs.length}`);
}

/** Judged by its first bytes: a picture of a few kilobytes may unfold to gigabytes. */
function figureOf({ inputs: [input] }: ImageRequest): Uint8Array | null {
  if (!input) return null;
  const header = imageHeader(input.bytes);
  if (!header) throw unreadable(input.name, 'neither of them');
  const pixels = header.width * header.height;
  if (pixels > MOST_PIXELS || input.bytes.length > MOST_INPUT_BYTES) {
    throw unreadable(input.name, `${header.width} × ${header.height} pixels in ${input.bytes.length} bytes`);
  }
  return input.bytes;
}

function unreadable(name: string, got: string): MediaRefused {
  return new MediaRefused(`The picture ${JSON.stringify(name.slice(0, 200))} cannot be used.`, {
    expected: `a PNG or JPEG of at most ${MOST_PIXELS} pixels and ${MOST_INPUT_BYTES} bytes`,
    got: got.slice(0, 400),
    remedy: 'Give a smaller or another picture.',
  });
}

function limit(message: string, expected: string, got: string): LimitExceeded {
  return new LimitExceeded(message, { expected, got, remedy: `Order what fits: ${expected}.` });
}
