import { InvalidInput, LimitExceeded } from '../../pipeline/errors';
import { BadReply } from '../failures';
import { byOutput, byTime, type Charge, HARDWARE } from '../replicate/charge';
import { documentedOn } from '../replicate/documented';
import { assertSpoken, type Inputs, nearestAspect, pictureInput, seedInput } from '../replicate/input';
import type { Row } from '../replicate/prediction';
import { onReplicate } from '../replicate/vendor';
import { perPicture } from '../tariff';
import { defineImageProvider, type ImageModel, type ImageRequest, type ImageTerms } from './image';

type ImageRow = ImageModel & Row<ImageTerms, ImageRequest>;

/** Of one megapixel, by the shapes that all Flux models know. */
const FLUX_SIZES = {
  '1:1': '1024x1024',
  '16:9': '1344x768',
  '21:9': '1536x640',
  '3:2': '1216x832',
  '2:3': '832x1216',
  '4:5': '896x1088',
  '5:4': '1088x896',
  '4:3': '1152x896',
  '3:4': '896x1152',
  '9:16': '768x1344',
  '9:21': '640x1536',
} as const;
/** Of four megapixels. */
const ULTRA_SIZES = { '1:1': '2048x2048', '16:9': '2752x1536', '9:16': '1536x2752' } as const;

const PROMPT_CHARACTERS = 4_000;
/** 2 of 6: as strict as the house is by itself. What it takes from a picture that is given to it may not be laxer. */
const SAFETY_TOLERANCE = 2;

const a = (amount: string): Charge<ImageTerms> => byOutput(perPicture(amount), () => 1);

interface Drawing {
  readonly name: string;
  readonly charge: Charge<ImageTerms>;
  readonly sizes?: Readonly<Record<string, string>>;
  /** Its name of a picture that goes in; none: no picture does. */
  readonly inputName?: string;
  more(request: ImageRequest): Inputs;
}

/** GENERATE: out of the prompt, and of one picture where the model takes one. */
function drawing({ name, charge, sizes = FLUX_SIZES, inputName, more }: Drawing): ImageRow {
  const most = inputName === undefined ? 0 : 1;
  return {
    name,
    charge,
    price: charge.text,
    limits: {
      tasks: ['GENERATE'],
      sizes: Object.values(sizes),
      mostPixels: mostPixelsOf(sizes),
      promptCharacters: PROMPT_CHARACTERS,
      inputs: most,
    },
    input: (request) => {
      const first = inputOrNone(request, most);
      return {
        ...worded(request),
        aspect_ratio: nearestAspect(request.size, Object.keys(sizes)),
        output_format: 'png',
        ...(first && inputName ? { [inputName]: pictureInput(first) } : {}),
        ...more(request),
      };
    },
  };
}

/** EDIT where the mask is white. */
function filling({ name, charge, more }: Pick<Drawing, 'name' | 'charge' | 'more'>): ImageRow {
  return {
    name,
    charge,
    price: charge.text,
    limits: { tasks: ['EDIT'], sizes: null, mostPixels: 4_194_304, promptCharacters: PROMPT_CHARACTERS, inputs: 1 },
    input: (request) => {
      const first = onlyInput(request);
      const { mask } = request;
      if (!mask) throw maskless(name);
      return {
        ...worded(request),
        image: pictureInput(first),
        mask: pictureInput(mask),
        output_format: 'png',
        ...more(request),
      };
    },
  };
}

/** CUT_OUT: the picture alone is what it is told. */
function cuttingOut(name: string, charge: Charge<ImageTerms>): ImageRow {
  return {
    name,
    charge,
    price: charge.text,
    limits: { tasks: ['CUT_OUT'], sizes: null, mostPixels: 8_388_608, promptCharacters: 0, inputs: 1 },
    input: (request) => ({ image: pictureInput(onlyInput(request)) }),
  };
}

/** EDIT of all of the first input, by words alone. */
const kontext: ImageRow = {
  name: 'black-forest-labs/flux-kontext-pro',
  charge: a('0.04'),
  price: a('0.04').text,
  limits: { tasks: ['EDIT'], sizes: null, mostPixels: 1_048_576, promptCharacters: PROMPT_CHARACTERS, inputs: 1 },
  input: (request) => {
    const first = onlyInput(request);
    if (request.mask) throw masked(kontext.name);
    const shape = { aspect_ratio: 'match_input_image', output_format: 'png', safety_tolerance: SAFETY_TOLERANCE };
    return { ...worded(request), input_image: pictureInput(first), ...shape };
  },
};

/** Seconds of hardware: a picture takes two or three, one of 8 megapixels on cold hardware a minute. */
const seconds = { usualSeconds: () => 3, mostSeconds: () => 60 };

const ROWS: readonly ImageRow[] = [
  drawing({
    name: 'black-forest-labs/flux-1.1-pro',
    charge: a('0.04'),
    inputName: 'image_prompt',
    more: () => ({ safety_tolerance: SAFETY_TOLERANCE, prompt_upsampling: false }),
  }),
  drawing({
    name: 'black-forest-labs/flux-1.1-pro-ultra',
    charge: a('0.06'),
    sizes: ULTRA_SIZES,
    inputName: 'image_prompt',
    more: () => ({ safety_tolerance: SAFETY_TOLERANCE }),
  }),
  drawing({
    name: 'black-forest-labs/flux-dev',
    charge: a('0.025'),
    inputName: 'image',
    more: () => ({ num_outputs: 1 }),
  }),
  drawing({ name: 'black-forest-labs/flux-schnell', charge: a('0.003'), more: () => ({ num_outputs: 1 }) }),
  filling({
    name: 'black-forest-labs/flux-fill-pro',
    charge: a('0.05'),
    more: () => ({ safety_tolerance: SAFETY_TOLERANCE, prompt_upsampling: false }),
  }),
  filling({ name: 'black-forest-labs/flux-fill-dev', charge: a('0.04'), more: () => ({ num_outputs: 1 }) }),
  kontext,
  cuttingOut(
    'men1scus/birefnet:f74986db0355b58403ed20963af156525e2891ea3c2d499bfbfb2a28cd87c5d7',
    byTime({ amount: HARDWARE.l40s, ...seconds }),
  ),
  cuttingOut(
    'cjwbw/rembg:fb8af171cfa1616ddcf1242c093f9c46bcada5ad4cf6f2fbe8b81b330ec5c003',
    byTime({ amount: HARDWARE.t4, ...seconds }),
  ),
];

/** Flux, and who fills in and cuts out. A style is words of the prompt. */
export const replicateImage = defineImageProvider({
  ...onReplicate(ROWS, {
    makes: 'picture',
    made: ({ media, mimeType, costMicros }, { task, style }: ImageRequest) => {
      if (task === 'CUT_OUT' && mimeType !== 'image/png') throw opaque(mimeType, costMicros);
      return { media, mimeType, costMicros, style, size: null };
    },
  }),
  // Hardware that is cold takes minutes before it begins.
  timeoutSeconds: 600,
  serves: ({ task }, { limits }) => limits.tasks.includes(task),
  documented: documentedOn({ model: 'black-forest-labs/flux-1.1-pro', output: 'image/png' }),
});

function worded({ prompt, style, variation }: ImageRequest): Inputs {
  const words = style === null ? prompt : `${prompt}\nStyle: ${style}`;
  if (prompt.trim() === '')
    throw new InvalidInput('There is nothing to draw.', {
      expected: 'a prompt',
      got: 'an empty one',
      remedy: 'Describe the picture.',
    });
  assertSpoken(words, PROMPT_CHARACTERS);
  return { prompt: words, seed: seedInput(variation) };
}

function onlyInput(request: ImageRequest): Uint8Array {
  const [input] = request.inputs;
  if (input && request.inputs.length === 1) return input.bytes;
  throw numbered(request, 'one');
}

function inputOrNone(request: ImageRequest, most: number): Uint8Array | undefined {
  if (request.inputs.length <= most) return request.inputs[0]?.bytes;
  throw numbered(request, most === 0 ? 'none' : 'one or none');
}

function numbered({ inputs }: ImageRequest, expected: string): LimitExceeded {
  return new LimitExceeded('The model takes another number of pictures.', {
    expected,
    got: `${inputs.length}`,
    remedy: 'Give as many as it takes, or name another model.',
  });
}

function opaque(mimeType: string, micros: bigint): BadReply {
  const message = `what it cut out is ${mimeType}, in which nothing can be seen through`;
  return new BadReply({ vendor: 'Replicate', message, billed: { micros } });
}

function maskless(name: string): InvalidInput {
  return new InvalidInput(`${name} changes what a mask shows.`, {
    expected: 'a mask, white where the picture may change',
    got: 'none',
    remedy: `Give a mask, or name ${kontext.name}, which changes all of it.`,
  });
}

function masked(name: string): InvalidInput {
  return new InvalidInput(`${name} changes the whole picture.`, {
    expected: 'no mask',
    got: 'a mask',
    remedy: 'Name black-forest-labs/flux-fill-pro, which keeps what the mask keeps.',
  });
}

function mostPixelsOf(sizes: Readonly<Record<string, string>>): number {
  const pixels = Object.values(sizes).map((size) =>
    size
      .split('x')
      .map(Number)
      .reduce((across, down) => across * down),
  );
  return Math.max(...pixels);
}
