import { buffer } from 'node:stream/consumers';
import type { EntityManager } from 'typeorm';
import type {
  Card,
  ChartWords,
  ImageProvider,
  ImageRequest,
  ImageTask,
  ImageTerms,
  Picture,
} from '../../providers/image/image';
import { IMAGE_TASKS } from '../../providers/image/image';
import type { Storage } from '../../storage/storage';
import type { SettledWish } from '../library/wish';
import type { MakeOrder } from '../runner/order';
import type { MakingTrade } from '../runner/trade.tool';
import type { JsonObject } from '../values/canonical-json';
import { imageHeader } from '../values/image-header';
import { openBlob } from './blob.stage';
import { cardIn } from './card-wishes';
import { chartIn } from './chart-wishes';
import { followPicture } from './clip-wishes.verb';
import { followInPlan } from './plan-places.verb';
import { styleWords } from './style-presets';
import { type MeansOf, type Unpaid, vendorOf } from './supplier.stage';
import { numberOf, wordOf } from './terms';

const FULL_HD = { width: 1920, height: 1080 };

export interface PictureTools {
  readonly storage: Storage;
  readonly meansOf: MeansOf;
}

/** The trade that draws, changes pictures and cuts them out. */
export function drawing(providers: readonly ImageProvider[], { storage, meansOf }: PictureTools): MakingTrade {
  return {
    does: 'make',
    capability: 'IMAGE',
    registered: (manager, { order }) => follow(manager, order.slotId),
    copied: (manager, { slotId }) => follow(manager, slotId),
    vendors: providers.map((provider) => {
      const trading = { termsOf: imageTerms, requestOf: requesting(storage, provider), delivered };
      return vendorOf(provider, trading, meansOf);
    }),
  };
}

/** Whatever is made of a picture is made of the one that came. */
async function follow(manager: EntityManager, slotId: string): Promise<void> {
  await followPicture(manager, slotId);
  await followInPlan(manager, slotId);
}

/** The name under which the mask of an edit is among its inputs. */
const MASK = 'mask';

export function imageTerms({ prompt, parameters, inputs }: SettledWish): ImageTerms {
  const task = wordOf(parameters, 'task');
  const isTask = (word: string | null): word is ImageTask => IMAGE_TASKS.some((known) => known === word);
  return {
    task: isTask(task) ? task : 'GENERATE',
    prompt: prompt ?? '',
    inputs: inputs.filter(({ name }) => name !== MASK),
    size: {
      width: numberOf(parameters, 'width', FULL_HD.width),
      height: numberOf(parameters, 'height', FULL_HD.height),
    },
  };
}

function requesting(storage: Storage, { reach }: Pick<ImageProvider, 'reach'>) {
  return async ({ wish }: MakeOrder, { signal }: { signal: AbortSignal }): Promise<ImageRequest> => {
    const { parameters, variation } = wish;
    const opened = await Promise.all(wish.inputs.map((input) => open(storage, input, signal)));
    return {
      ...imageTerms(wish),
      style: styleOf(parameters, reach),
      variation: variation + numberOf(parameters, 'seed', 0),
      inputs: opened.filter(({ name }) => name !== MASK),
      mask: opened.find(({ name }) => name === MASK)?.bytes ?? null,
      caption: wordOf(parameters, 'caption'),
      label: wordOf(parameters, 'label'),
      source: wordOf(parameters, 'source'),
      ...cardOf(wish),
      ...chartOf(wish),
    };
  };
}

function cardOf(wish: SettledWish): { card?: Card } {
  const words = cardIn(wish);
  if (!words) return {};
  const { card: kind, ...rest } = words;
  return { card: { kind, ...rest } };
}

function chartOf({ parameters }: SettledWish): { chart?: ChartWords } {
  const chart = chartIn(parameters);
  return chart ? { chart } : {};
}

/** Painters of this machine know styles by their names, and come near to others by their words; models are told what a style means. */
function styleOf(parameters: JsonObject, reach: ImageProvider['reach']): string | null {
  const [style, ownWords] = [wordOf(parameters, 'style'), wordOf(parameters, 'styleWords')];
  if (reach === 'NETWORK') return styleWords(style, ownWords);
  return ownWords === null ? style : `${style} ${ownWords}`;
}

async function delivered(
  { media, mimeType, size, style }: Picture,
  { order: { wish } }: { order: MakeOrder },
): Promise<Unpaid> {
  const shown = size ?? (media instanceof Uint8Array ? imageHeader(media) : null);
  return {
    media,
    mimeType,
    durationSeconds: null,
    width: shown?.width ?? null,
    height: shown?.height ?? null,
    loudnessLufs: null,
    truePeakDbtp: null,
    sentences: [],
    words: null,
    text: null,
    voice: null,
    parameters: style === null ? wish.parameters : { ...wish.parameters, style },
    facts: {},
  };
}

async function open(storage: Storage, { name, sha256 }: SettledWish['inputs'][number], signal: AbortSignal) {
  const bytes = await buffer(await openBlob(storage, sha256, signal));
  return { name, bytes: new Uint8Array(bytes) };
}
