import { canonicalJson } from '../../pipeline/values/canonical-json';
import { numberIn, type Schema, unsupported } from './schemas';
import { overlap } from './source';
import type { Spot } from './spot';

/** One that the source names beside what is asked for, or else the plainest within the bounds. */
export function numberFor(schema: Schema, spot: Spot, isWhole: boolean): number {
  const [low, high] = boundsOf(schema);
  const plain = [schema.default, 1, 0, (low + high) / 2, low, high, low + 1, high - 1, low + 0.5, (low * 3 + high) / 4];
  const near = spot.taken.size === 0 ? [] : Array.from({ length: spot.taken.size + 2 }, (_, more) => low + more);
  const multiple = numberIn(schema, 'multipleOf') ?? (isWhole ? 1 : null);
  const candidates = [...numbersNamed(spot), ...plain, ...near, ...upwards(multiple, [low, high], spot.taken.size)];
  const fits = candidates
    .filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
    .flatMap((value) =>
      multiple === null
        ? [value]
        : [value, Math.ceil(value / multiple) * multiple, Math.floor(value / multiple) * multiple],
    )
    .map((value) => value + 0)
    .find((value) => isWithin(value, schema, isWhole) && !spot.taken.has(canonicalJson(value)));
  if (fits === undefined) throw unsupported(spot.path, 'a number that nothing fulfils');
  return fits;
}

/** For lists of different numbers: as many as could be taken, and one. */
function upwards(multiple: number | null, [low, high]: readonly [number, number], taken: number): number[] {
  const step = multiple ?? (high - low) / (taken + 3);
  const first = multiple === null ? low : Math.ceil(low / multiple) * multiple;
  return Array.from({ length: taken + 3 }, (_, count) => first + count * step);
}

/** Bounds to look within: an open one is a thousand away. */
function boundsOf(schema: Schema): readonly [number, number] {
  const lows = ['minimum', 'exclusiveMinimum'].flatMap((key) => numberIn(schema, key) ?? []);
  const highs = ['maximum', 'exclusiveMaximum'].flatMap((key) => numberIn(schema, key) ?? []);
  const low = lows.length > 0 ? Math.max(...lows) : Math.min(0, Math.min(...highs) - 1000);
  const high = highs.length > 0 ? Math.min(...highs) : Math.max(low, 0) + 1000;
  return [low, high];
}

function isWithin(value: number, schema: Schema, isWhole: boolean): boolean {
  const multiple = numberIn(schema, 'multipleOf');
  return (
    value >= (numberIn(schema, 'minimum') ?? Number.NEGATIVE_INFINITY) &&
    value <= (numberIn(schema, 'maximum') ?? Number.POSITIVE_INFINITY) &&
    value > (numberIn(schema, 'exclusiveMinimum') ?? Number.NEGATIVE_INFINITY) &&
    value < (numberIn(schema, 'exclusiveMaximum') ?? Number.POSITIVE_INFINITY) &&
    (!isWhole || Number.isInteger(value)) &&
    (multiple === null || Number.isInteger(value / multiple))
  );
}

const NUMBER = /(?<![\p{L}\p{N}.])-?\d+(?:[.,]\d{3})*(?:\.\d+)?(?![\p{L}\p{N}])/gu;
const MOST_NAMED = 50;

/** Those of the sentences that speak of it, the one that says most of it first. */
function numbersNamed({ topic, sentences }: Spot): number[] {
  const about = sentences
    .map(({ text, words }) => ({ text, shared: overlap(topic, words) }))
    .filter(({ shared }) => shared > 0);
  return about
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_NAMED)
    .flatMap(({ text }) => text.match(NUMBER) ?? [])
    .map((said) => Number(said.replaceAll(',', '')));
}
