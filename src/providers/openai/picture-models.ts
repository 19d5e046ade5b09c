import type { ImageModel, ImageTask, ImageTerms, Size } from '../image/image';
import type { Price } from '../provider';
import { exactly, perMillionTokens, perPicture, type Tariff } from '../tariff';
import { nearestSize, parseSize, pixels } from './nearest-size';

/** What OpenAI counts of a picture: what it read in words and in pictures, and what it drew. */
export interface PictureTokens {
  readonly words: number;
  readonly pictures: number;
  readonly drawn: number;
}

interface ByPicture {
  readonly by: 'PICTURE';
  readonly square: Tariff;
  readonly other: Tariff;
}

interface ByToken {
  readonly by: 'TOKEN';
  readonly words: Tariff;
  readonly pictures: Tariff;
  readonly drawn: Tariff;
  /** As its documentation has it for this quality. */
  drawnOf(size: Size): number;
}

export interface PictureModel extends ImageModel {
  /** How OpenAI is asked for it. */
  readonly asked: { readonly model: string; readonly quality: 'standard' | 'hd' | 'medium' | 'high' };
  readonly bill: ByPicture | ByToken;
}

const MOST_INPUTS = 4;
const PROMPT_CHARACTERS = 4_000;
/** Of a prompt of that length: a character of some scripts is more than a token. */
const FRAME_TOKENS = 1_600;
const MOST_WORD_TOKENS = 6_000;
const USUAL_WORD_TOKENS = 300;
/** A wide picture that is read in full detail, and the tile of all of it. */
const MOST_INPUT_TOKENS = 6_500;
const USUAL_INPUT_TOKENS = 1_500;

const SQUARE = '1024x1024';
const NARROW = [SQUARE, '1536x1024', '1024x1536'];
const WIDE = [...NARROW, '2048x1152', '1152x2048'];

function limitsOf(tasks: readonly ImageTask[], sizes: readonly string[]): ImageModel['limits'] {
  const mostPixels = Math.max(...sizes.map((size) => pixels(parseSize(size))));
  const inputs = tasks.length > 1 ? MOST_INPUTS : 0;
  return { tasks, sizes, mostPixels, promptCharacters: PROMPT_CHARACTERS, inputs };
}

interface Counted {
  readonly name: string;
  readonly quality: 'medium' | 'high';
  readonly tasks: readonly ImageTask[];
  readonly sizes: readonly string[];
  readonly rates: { readonly words: string; readonly pictures: string; readonly drawn: string };
  drawnOf(size: Size): number;
}

function counted({ name, quality, tasks, sizes, rates, drawnOf }: Counted): PictureModel {
  const words = perMillionTokens(rates.words);
  const pictures = perMillionTokens(rates.pictures);
  const drawn = perMillionTokens(rates.drawn);
  const price = `${drawn.text} drawn, $${rates.words} for those of words and $${rates.pictures} for those of pictures`;
  return {
    name,
    price,
    limits: limitsOf(tasks, sizes),
    asked: { model: name, quality },
    bill: { by: 'TOKEN', words, pictures, drawn, drawnOf },
  };
}

/**
 * How many tokens the second generation draws: the longer side has `side` of them, and a larger picture more of each. Checked against its
 * published prices: 48 a side are $0.053 for 1024 × 1024 and $0.041 for 1536 × 1024.
 */
const grid =
  (side: number) =>
  (size: Size): number => {
    const { width, height } = size;
    const shorter = Math.round((side * Math.min(width, height)) / Math.max(width, height));
    return Math.ceil((side * shorter * (2_000_000 + pixels(size))) / 4_000_000);
  };

const FIRST: Readonly<Record<string, number>> = { '1024x1024': 1_056, '1536x1024': 1_568, '1024x1536': 1_584 };

const SECOND_RATES = { words: '5', pictures: '8', drawn: '30' };
const ALL_TASKS = ['GENERATE', 'EDIT', 'CUT_OUT'] as const;
/** 48 a side are what 2.5 and 2.6 call high, and 2 calls medium. */
const SECOND = { sizes: WIDE, rates: SECOND_RATES, drawnOf: grid(48) };

function dalle(name: string, quality: 'standard' | 'hd', [square, other]: readonly [string, string]): PictureModel {
  return {
    name,
    price: `$${square} per square picture, $${other} per other one`,
    limits: limitsOf(['GENERATE'], [SQUARE, '1792x1024', '1024x1792']),
    asked: { model: 'dall-e-3', quality },
    bill: { by: 'PICTURE', square: perPicture(square), other: perPicture(other) },
  };
}

/** The last three are asked at houses that still have them: OpenAI itself ended them in 2026. */
export const PICTURE_MODELS: readonly PictureModel[] = [
  counted({ ...SECOND, name: 'gpt-image-2.6-flare', quality: 'high', tasks: ALL_TASKS }),
  counted({ ...SECOND, name: 'gpt-image-2.6-sunburst', quality: 'high', tasks: ALL_TASKS }),
  counted({ ...SECOND, name: 'gpt-image-2.5-flare', quality: 'high', tasks: ALL_TASKS }),
  counted({ ...SECOND, name: 'gpt-image-2.5-sunburst', quality: 'high', tasks: ALL_TASKS }),
  counted({ ...SECOND, name: 'gpt-image-2', quality: 'medium', tasks: ['GENERATE', 'EDIT'] }),
  counted({
    name: 'gpt-image-1',
    quality: 'medium',
    tasks: ALL_TASKS,
    sizes: NARROW,
    rates: { words: '5', pictures: '10', drawn: '40' },
    drawnOf: ({ width, height }) => FIRST[`${width}x${height}`] ?? 0,
  }),
  dalle('dall-e-3', 'standard', ['0.04', '0.08']),
  dalle('dall-e-3-hd', 'hd', ['0.08', '0.12']),
];

export function pictureModelOf({ name }: { readonly name: string }): PictureModel {
  const model = PICTURE_MODELS.find((one) => one.name === name);
  if (!model) throw new Error(`There is no model ${name}.`);
  return model;
}

export const drawnSize = ({ limits }: PictureModel, wanted: Size): Size => nearestSize(limits.sizes ?? [], wanted);

export function picturePrice({ size, prompt, inputs }: ImageTerms, model: PictureModel): Price {
  const { bill } = model;
  const ordered = drawnSize(model, size);
  if (bill.by === 'PICTURE') return exactly(flat(bill, ordered));
  const drawn = bill.drawnOf(ordered);
  return {
    expectedMicros: tokenCost(bill, { words: USUAL_WORD_TOKENS, pictures: inputs.length * USUAL_INPUT_TOKENS, drawn }),
    ceilingMicros: tokenCost(bill, { words: mostWords(prompt), pictures: inputs.length * MOST_INPUT_TOKENS, drawn }),
  };
}

/** No token is shorter than a byte; what wraps a prompt, and the words of its style, are at most so many. */
const mostWords = (prompt: string): number => Math.min(MOST_WORD_TOKENS, Buffer.byteLength(prompt) + FRAME_TOKENS);

/** By what was counted, or else what was ordered. */
export function pictureCost(terms: ImageTerms, model: PictureModel, tokens: PictureTokens | null): bigint {
  const { bill } = model;
  return bill.by === 'TOKEN' && tokens ? tokenCost(bill, tokens) : picturePrice(terms, model).expectedMicros;
}

const flat = ({ square, other }: ByPicture, { width, height }: Size): bigint =>
  (width === height ? square : other).cost(1);

function tokenCost(bill: ByToken, { words, pictures, drawn }: PictureTokens): bigint {
  return bill.words.cost(words) + bill.pictures.cost(pictures) + bill.drawn.cost(drawn);
}
