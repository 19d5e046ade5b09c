import { extname, join } from 'node:path';
import { InvalidInput, MediaRefused } from '../../pipeline/errors';
import { contentHash } from '../../pipeline/values/content-hash';
import { imageHeader, MOST_PIXELS } from '../../pipeline/values/image-header';
import { HOUSED } from '../housed';
import { seedOf } from '../mulberry32';
import { ProcessPool } from '../process-pool';
import { FREE_TEXT } from '../tariff';
import {
  type ChartWords,
  type DrawCard,
  defineImageProvider,
  type ImageProvider,
  type ImageRequest,
  type Picture,
  SETTING_TASKS,
  type Size,
  type StandInCard,
} from './image';
import { assertSize, MOST_INPUT_BYTES, type OfflineImageOptions } from './offline';
import { type LookName, nearestLook } from './press/looks';
import type { Print, PrintOrder } from './press/print';

/** As it is known to whoever does not open it. */
export const PRESS = { house: 'press', name: 'press-image', model: 'press-1' } as const;

const MOST_PROCESSES = 2;
const MOST_CHARACTERS = 20_000;
const MOST_DATA = 60;

/** Pages and cards, in projects of every mode: what is read on the screen is set, and never drawn by a model. */
export interface Press {
  readonly provider: ImageProvider;
  readonly drawCard: DrawCard;
}

type Pool = ProcessPool<PrintOrder, Print>;

export function openPress({ workerExecArgv, comeLast }: OfflineImageOptions = {}): Press {
  const pool: Pool = new ProcessPool({
    // Built and unbuilt alike: the file of the process has the ending of this one.
    file: join(__dirname, `press.worker${extname(__filename)}`),
    mostProcesses: MOST_PROCESSES,
    execArgv: workerExecArgv,
    comeLast,
    // The canvas reads it when it is loaded: two machines with different fonts must set the same page.
    env: { DISABLE_SYSTEM_FONTS_LOAD: '1' },
  });
  return { provider: providerWith(pool), drawCard: (card, size, signal) => standIn(pool, { card, size, signal }) };
}

function providerWith(pool: Pool): ImageProvider {
  const limits = {
    tasks: SETTING_TASKS,
    sizes: null,
    mostPixels: MOST_PIXELS,
    promptCharacters: MOST_CHARACTERS,
    inputs: 1,
  } as const;
  return defineImageProvider({
    ...HOUSED,
    vendor: PRESS.house,
    reach: 'LOCAL',
    models: [{ name: PRESS.model, price: FREE_TEXT, limits }],
    atOnce: 2,
    answers: 'at once',
    serves: ({ task }) => limits.tasks.some((known) => known === task),
    make: (request, { signal }) => set(pool, request, signal),
    close: () => pool.close(),
  });
}

async function set(pool: Pool, request: ImageRequest, signal: AbortSignal): Promise<Picture> {
  signal.throwIfAborted();
  const { size } = request;
  assertSize(size);
  const look = nearestLook(request.style);
  const media = await printed(pool, { look, size, printed: printedOf(request), signal });
  return { media, mimeType: 'image/png', size, style: look, costMicros: 0n };
}

async function standIn(
  pool: Pool,
  { card, size, signal }: { card: StandInCard; size: Size; signal: AbortSignal },
): Promise<Uint8Array> {
  signal.throwIfAborted();
  assertSize(size);
  const whole = { ...card, text: card.text.slice(0, MOST_CHARACTERS), concepts: [], sources: [], madeWith: null };
  return printed(pool, { look: nearestLook(card.style), size, printed: { card: whole }, signal });
}

interface Printing {
  readonly look: LookName;
  readonly size: Size;
  readonly printed: PrintOrder['printed'];
  readonly signal: AbortSignal;
}

/** Ornaments follow the style alone: neighbours look like pages of one book. */
async function printed(pool: Pool, { look, size, printed: order, signal }: Printing): Promise<Uint8Array> {
  const { width, height } = size;
  const seed = seedOf(contentHash({ model: PRESS.model, look }));
  const print = await pool.run({ look, width, height, seed, printed: order }, signal);
  if ('unusable' in print) throw unusable(print.unusable);
  return print.png;
}

function printedOf(request: ImageRequest): PrintOrder['printed'] {
  if (request.task === 'PAGE') {
    const { caption, label = null, source = null } = request;
    return { figure: figureOf(request), words: { caption, label, source } };
  }
  const { card, chart } = request;
  if (request.task === 'CHART') return { chart: statedChart(chart) };
  if (request.task !== 'CARD' || !card) throw wordless();
  if (card.text.trim() === '' && card.sources.length === 0) throw wordless();
  return { card: { ...card, text: card.text.slice(0, MOST_CHARACTERS) } };
}

/** Nothing is invented: a chart without numbers is refused. */
function statedChart(chart: ImageRequest['chart']): ChartWords {
  if (chart && chart.data.length > 0 && chart.data.length <= MOST_DATA) return chart;
  const called = chart?.title ? ` “${chart.title}”` : '';
  const because = chart && chart.data.length > 0 ? 'has too many numbers to be read' : 'has no stated numbers';
  throw new InvalidInput(`The chart${called} ${because}.`, {
    expected: `1 to ${MOST_DATA} labels with a number each`,
    got: `${chart?.data.length ?? 0}`,
    remedy: 'State the numbers: `Q1 10, Q2 14.5`.',
  });
}

/** Judged by its first bytes: a picture of a few kilobytes may unfold to gigabytes. */
function figureOf({ inputs }: ImageRequest): Uint8Array {
  const [figure] = inputs;
  const header = figure && imageHeader(figure.bytes);
  if (!figure || inputs.length > 1) throw unusable(`${inputs.length} pictures`);
  if (!header) throw unusable('neither of them');
  const fits = header.width * header.height <= MOST_PIXELS && figure.bytes.length <= MOST_INPUT_BYTES;
  if (!fits) throw unusable(`${header.width} × ${header.height} pixels in ${figure.bytes.length} bytes`);
  return figure.bytes;
}

function unusable(got: string): MediaRefused {
  return new MediaRefused('The figure cannot be set on a page.', {
    expected: `one PNG or JPEG of at most ${MOST_PIXELS} pixels and ${MOST_INPUT_BYTES} bytes`,
    got: got.slice(0, 400),
    remedy: 'Bring a smaller or another picture of it.',
  });
}

function wordless(): InvalidInput {
  return new InvalidInput('There is nothing to set.', {
    expected: 'a card with words on it',
    got: 'none',
    remedy: 'Say what the card is to show.',
  });
}
