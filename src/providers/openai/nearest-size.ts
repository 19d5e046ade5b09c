import type { Size } from '../image/image';

/** `1536x1024` */
export function parseSize(text: string): Size {
  const [width, height] = text.split('x').map(Number);
  if (!width || !height) throw new Error(`${text} is no size.`);
  return { width, height };
}

/** The one nearest in shape; of several the smallest that covers what is wanted, or else the largest. */
export function nearestSize(sizes: readonly string[], wanted: Size): Size {
  const known = sizes.map(parseSize).sort((a, b) => pixels(a) - pixels(b));
  const nearest = Math.min(...known.map((size) => distance(size, wanted)));
  const alike = known.filter((size) => distance(size, wanted) <= nearest);
  const found = alike.find((size) => size.width >= wanted.width && size.height >= wanted.height) ?? alike.at(-1);
  if (!found) throw new Error('There are no sizes to choose from.');
  return found;
}

export const pixels = ({ width, height }: Size): number => width * height;

/** Twice as wide is as far away as twice as high. */
const distance = (a: Size, b: Size): number => Math.abs(Math.log((a.width * b.height) / (a.height * b.width)));
