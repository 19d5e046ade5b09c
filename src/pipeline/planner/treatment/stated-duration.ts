import type { Warn } from '../warnings';
import { timeAtStart } from './time-phrase';
import { plainValue } from './values';

/** Of a field that is to say a time; null, with a warning, for one that does not. */
export function statedDuration(value: string, line: number, warn: Warn): number | null {
  const plain = plainValue(value);
  if (plain === null) return null;
  const time = timeAtStart(plain);
  const isReadable = time !== null && (time.isTime || !/^[\p{L}:-]/u.test(time.rest));
  if (isReadable && time.durationMs !== null) return time.durationMs;
  warnOfDuration(line, warn);
  return null;
}

export function warnOfDuration(line: number, warn: Warn): void {
  const message = 'A duration must be a time above 0, such as `5s` or `0:05-0:12`; this one is left out.';
  warn({ code: 'DURATION_UNREADABLE', message, path: `line ${line}` });
}
