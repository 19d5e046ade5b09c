import type { FoundPlace, SegmentPlaces } from '../production/found-places';
import { estimatedSeconds } from './paragraphs';

/** How much slower a script is spoken than it was estimated: 1 where nothing was spoken yet. */
export function paceOf(rows: readonly SegmentPlaces[]): number {
  const spoken = rows.flatMap(({ estimatedSeconds: estimate, places }) => {
    const seconds = narrationSeconds(places);
    return seconds === null || estimate === 0 ? [] : [{ seconds, estimate }];
  });
  const [seconds, estimate] = [sum(spoken.map((one) => one.seconds)), sum(spoken.map((one) => one.estimate))];
  return seconds > 0 ? seconds / estimate : 1;
}

export function narrationSeconds(places: readonly FoundPlace[]): number | null {
  return places.find(({ part }) => part === 'audio')?.take?.durationSeconds ?? null;
}

const LEAST_CHANGE_SECONDS = 0.5;

/** How long other words will take, at the pace of the script: never just as long as those before them. */
export function foreseenSeconds(
  text: string,
  { pace, beforeSeconds }: { pace: number; beforeSeconds: number | null },
): number {
  const seconds = estimatedSeconds(text) * pace;
  if (beforeSeconds === null || Math.abs(seconds - beforeSeconds) >= LEAST_CHANGE_SECONDS) return seconds;
  return beforeSeconds + LEAST_CHANGE_SECONDS;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
