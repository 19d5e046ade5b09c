import { isStorable, isWhole } from '../../values/text';
import type { LegacyEntry } from './plan';

/** No column of ours is longer for one asset: a narration of 20,000 characters is half an hour of speech. */
const MOST_CHARACTERS = 100_000;

/** Why what an entry says of itself cannot be kept; null where it can. */
export function whyNotStorable(entry: LegacyEntry): string | null {
  const texts = [...Object.values(entry).filter((value) => typeof value === 'string'), ...entry.tags];
  if (texts.some((text) => !isStorable(text))) return 'its texts have a NUL character';
  if (texts.some((text) => !isWhole(text))) return 'its texts have half of a surrogate pair';
  if (texts.some((text) => text.length > MOST_CHARACTERS)) return `a text of more than ${MOST_CHARACTERS} characters`;
  return null;
}
