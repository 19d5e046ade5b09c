import { contentHash } from '../values/content-hash';
import type { Card } from './cut';

/** Raised whenever the same card would be drawn otherwise: then no piece that shows the old one is used again. */
const CARD_VERSION = 'workprint-card-1';

/** What stands in a cut for the bytes of a card, which are not there before it is drawn. */
export function cardHash({ kind, heading, text, style }: Card): string {
  return contentHash({ version: CARD_VERSION, kind, heading, text, style });
}

/** Keeps the time of what could not be made, in these words. */
export function missingCard(text: string): { readonly card: Card; readonly sha256: string } {
  const card = { kind: 'MISSING', heading: null, text, style: null } as const;
  return { card, sha256: cardHash(card) };
}
