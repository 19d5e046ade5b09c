import type { CaptionPlace } from '../../pipeline/production/explainer-options';
import { TIERS, type Tier } from '../../pipeline/production/tiers';
import type { Words } from '../words/parse';
import { WrongUsage } from '../words/usage';

/** The tier that a flag names; medium where it is left out. */
export function tierIn(words: Words, flag: string): Tier {
  return oneOf(words, flag, TIERS) ?? 'MEDIUM';
}

export function captionsIn(words: Words): CaptionPlace {
  return oneOf(words, 'captions', ['BURNED', 'KARAOKE'] as const) ?? 'SIDECAR';
}

/** One of these words, typed in small letters; null where the flag is not given. */
export function oneOf<W extends string>(words: Words, flag: string, known: readonly W[]): W | null {
  const said = words.text(flag);
  if (said === undefined) return null;
  const found = known.find((word) => word === said.toUpperCase());
  if (found) return found;
  const offers = known.map((word) => word.toLowerCase()).join(', ');
  throw new WrongUsage(`--${flag} takes one of ${offers}; it got "${said}".`, words.command);
}

export function minutesIn(words: Words): number {
  const said = words.text('minutes') ?? '3';
  const minutes = Number(said);
  if (said.trim() !== '' && minutes >= 0.5 && minutes <= 60) return minutes;
  throw new WrongUsage(`--minutes takes a number from 0.5 to 60; it got "${said}".`, words.command);
}
