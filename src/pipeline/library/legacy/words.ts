import { ASSET_STATUSES, type AssetStatus, MEDIA_TYPES, type MediaType } from '../asset';
import type { Unreadable } from './plan';

/** Older files write the words of the library in small letters. */
export function statusOf(word: string): AssetStatus | null {
  return ASSET_STATUSES.find((status) => status.toLowerCase() === word.toLowerCase()) ?? null;
}

export function typeOf(word: string): MediaType | null {
  return MEDIA_TYPES.find((type) => type.toLowerCase() === word.toLowerCase()) ?? null;
}

/** Times of older files have no zone where they were written by a clock of their machine: they are read as UTC. */
export function timeOf(text: string): Date | null {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : zoned);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9_999 ? time : null;
}

/** Whole seconds without their fraction, as older files have them: `2026-02-07T10:18:00Z`. */
export function timeText(time: Date | null): string | null {
  return time?.toISOString().replace('.000Z', 'Z') ?? null;
}

/** As paths in lists of what could not be read. */
const LONGEST_PATH = 500;

export function unreadable(path: string, reason: string): Unreadable {
  return { path: path.slice(0, LONGEST_PATH), reason: reason.slice(0, LONGEST_PATH) };
}

export function missing(path: string): Unreadable {
  return unreadable(path, 'missing file');
}

/** `000` for the first, and no shorter: what older programs call their files. */
export function fileNumber(idx: number): string {
  return String(idx).padStart(3, '0');
}

/** Of a word with one number, such as `scene_012`. */
export function numberIn(pattern: RegExp, text: string): number | null {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
