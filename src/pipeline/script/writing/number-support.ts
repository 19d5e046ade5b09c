import type { Evidence, NumberFound, Passage } from './evidence';
import { type NumberSaid, tidied } from './numbers';

/** `About 50` may be 47.8, `about 1,000` may not be 870: rounding moves a number by no more than this part of it. */
const MOST_ROUNDED = 0.05;

/** Where sources have the number, whatever they say of it. */
export function passagesOf(number: NumberSaid, evidence: Evidence): Passage[] {
  if (number.name !== null) return [...(evidence.names.get(number.name) ?? [])];
  const { value } = number;
  if (value === null) return [];
  const same = equals(value, evidence).filter((found) => number.percent === countsInPercent(found, number));
  const shares = number.percent
    ? equals(tidied(value / 100), evidence).filter(({ passage }) => passage.saysPercent)
    : equals(tidied(value * 100), evidence).filter((found) => found.number.percent);
  const exact = [...same, ...shares].map(({ passage }) => passage);
  return exact.length > 0 || number.hedge === null ? exact : rounded(number, value, evidence);
}

const equals = (value: number, { numbers }: Evidence): readonly NumberFound[] => numbers.get(value) ?? [];

/** A table or a caption that counts in per cent does so for all its numbers. */
function countsInPercent({ number, passage }: NumberFound, said: NumberSaid): boolean {
  return number.percent || (said.percent && passage.saysPercent);
}

function rounded({ hedge, grain, percent }: NumberSaid, value: number, evidence: Evidence): Passage[] {
  const room = Math.min(hedge === 'ABOUT' ? grain / 2 : grain, value * MOST_ROUNDED);
  const low = hedge === 'ABOVE' ? value : value - room;
  const high = hedge === 'BELOW' ? value : value + room;
  return between(evidence.values, low, high)
    .flatMap((found) => equals(found, evidence))
    .filter((found) => percent === (found.number.percent || (percent && found.passage.saysPercent)))
    .map(({ passage }) => passage);
}

function between(rising: readonly number[], low: number, high: number): readonly number[] {
  const start = rising.findIndex((value) => value >= low);
  if (start < 0) return [];
  const end = rising.findIndex((value) => value > high);
  return rising.slice(start, end < 0 ? undefined : end);
}
