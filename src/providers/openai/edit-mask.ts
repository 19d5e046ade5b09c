import { MediaRefused } from '../../pipeline/errors';
import { type ImageHeader, imageHeader, MOST_PIXELS } from '../../pipeline/values/image-header';

/** From here on a pixel is white rather than black. */
const WHITE_FROM = 128;
const CHANNELS = 4;

/**
 * The same mask as OpenAI reads it: what may change is transparent, where in ours it is white. A pixel of ours that is transparent itself
 * counts as black, which is what nothing was drawn on.
 */
export async function editMask(mask: Uint8Array, picture: Uint8Array): Promise<Uint8Array> {
  const [its, size] = [headerOf(mask, 'mask'), headerOf(picture, 'picture')];
  if (its.width !== size.width || its.height !== size.height) throw mismatch(its, size);
  const context = await drawn(mask, its);
  const image = context.getImageData(0, 0, its.width, its.height);
  const { data } = image;
  for (let at = 0; at < data.length; at += CHANNELS) {
    const mayChange = brightness(data, at) >= WHITE_FROM;
    data[at] = data[at + 1] = data[at + 2] = 0;
    data[at + 3] = mayChange ? 0 : 255;
  }
  context.putImageData(image, 0, 0);
  return context.canvas.encode('png');
}

/** A mask goes only with a picture that is a PNG too. */
export async function asPng(picture: Uint8Array): Promise<Uint8Array> {
  const header = headerOf(picture, 'picture');
  if (header.mimeType === 'image/png') return picture;
  return (await drawn(picture, header)).canvas.encode('png');
}

/** Loaded by whoever draws first: otherwise only the processes of the painter do. */
const canvas = (): typeof import('@napi-rs/canvas') => require('@napi-rs/canvas');

async function drawn(bytes: Uint8Array, { width, height }: ImageHeader) {
  const { createCanvas, loadImage } = canvas();
  const context = createCanvas(width, height).getContext('2d');
  const image = await loadImage(bytes).catch((error: Error) => {
    throw unusable('picture', error.message);
  });
  context.drawImage(image, 0, 0);
  return context;
}

/** As the eye weighs the colours, over black. */
function brightness(data: Uint8ClampedArray, at: number): number {
  const colour = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
  return (colour * (data[at + 3] ?? 0)) / 255;
}

/** Judged by its first bytes: a picture of a few kilobytes may unfold to gigabytes. */
export function headerOf(bytes: Uint8Array, noun: string): ImageHeader {
  const header = imageHeader(bytes);
  if (header && header.width * header.height <= MOST_PIXELS) return header;
  throw unusable(noun, header ? `${header.width} × ${header.height} pixels` : 'neither of them');
}

function unusable(noun: string, got: string): MediaRefused {
  return new MediaRefused(`The ${noun} cannot be used.`, {
    expected: `a PNG or JPEG of at most ${MOST_PIXELS} pixels`,
    got: got.slice(0, 400),
    remedy: 'Give a smaller or another one.',
  });
}

function mismatch(mask: ImageHeader, picture: ImageHeader): MediaRefused {
  return new MediaRefused('The mask does not lie on its picture.', {
    expected: `${picture.width} × ${picture.height} pixels`,
    got: `${mask.width} × ${mask.height} pixels`,
    remedy: 'Draw the mask in the size of the picture.',
  });
}
