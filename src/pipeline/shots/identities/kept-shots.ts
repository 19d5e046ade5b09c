import { type ComparedText, comparedText } from './compared-words';
import { pairEqual } from './equal-pairs';
import type { DraftShot } from './known-scene';
import { type Comparable, once, Pairing } from './pairing';
import { pairSimilar } from './similar-pairs';

const LEVELS = 4;
const REWORDED = { tokens: (one: Comparable) => one.words(), weight: () => () => 1, inPlace: 0.3, elsewhere: 0.6 };
/** Masked words below which a speaker is needed as well to say that two are one: `Rae nods.` */
const FEW_WORDS = 3;

export interface ComparedShot {
  readonly shot: DraftShot;
  readonly text: () => ComparedText;
}

/** An establishing shot shows the place, whatever is said of it. */
export function comparedShot(shot: DraftShot): ComparedShot {
  const own = () => (shot.trigger === 'LOCATION_ESTABLISH' ? '' : `${shot.content}\n${shot.dialogueText ?? ''}`);
  return { shot, text: once(() => comparedText(own())) };
}

/** The same letter by letter. */
export function shotSpelling(shot: DraftShot): readonly (string | null)[] {
  return [shot.trigger, shot.dialogueSpeaker, shot.content, shot.dialogueText];
}

/** Whether two keys of speakers are one person: the same one, or a renamed one. */
export type SameSpeaker = (known: string | null, draft: string | null) => boolean;

/** For each draft which of the known shots of its scene it is; null: a new one. */
export function pairedShots(
  known: readonly ComparedShot[],
  drafts: readonly ComparedShot[],
  same: SameSpeaker,
): (number | null)[] {
  const pairing = new Pairing(known.map(comparable), drafts.map(comparable));
  pairEqual(pairing, LEVELS);
  pairSimilar(pairing, REWORDED);
  pairRewritten(pairing, (one, draft) => isOfTheSame(known[one]?.shot, drafts[draft]?.shot, same));
  return drafts.map((_, draft) => pairing.knownOf(draft));
}

function comparable({ shot, text }: ComparedShot): Comparable {
  const spelt = once(() => JSON.stringify(shotSpelling(shot)));
  const bearing = once(() => JSON.stringify([shot.trigger, shot.dialogueSpeaker]));
  const keys = [spelt, ...worded(shot, text, bearing).map(once)];
  return {
    key: (level) => keys[level]?.() ?? null,
    words: () => text().common,
    lines: () => [text().common.join(' ')],
  };
}

/** From the finest level to the coarsest: with its bearing, by all its words, by those that name nobody. */
function worded(shot: DraftShot, text: () => ComparedText, bearing: () => string): (() => string | null)[] {
  const isMute = () => text().all.length === 0;
  const masked = () => `${text().common.length < FEW_WORDS ? bearing() : ''} ${text().common.join(' ')}`;
  return [
    () => `${bearing()} ${text().all.join(' ')}`,
    () => (isMute() ? `trigger ${shot.trigger}` : `words ${text().all.join(' ')}`),
    () => (isMute() ? null : masked()),
  ];
}

function isOfTheSame(known: DraftShot | undefined, draft: DraftShot | undefined, same: SameSpeaker): boolean {
  if (!known || !draft) return false;
  return known.trigger === draft.trigger && same(known.dialogueSpeaker, draft.dialogueSpeaker);
}

/** Between two kept neighbours as many as before, of the same kind: written anew, and still those shots. */
function pairRewritten(pairing: Pairing, isSame: (known: number, draft: number) => boolean): void {
  const count = pairing.drafts.length;
  for (let start = 0; start < count; start += 1) {
    if (!pairing.isFreeDraft(start)) continue;
    let end = start;
    while (end < count && pairing.isFreeDraft(end)) end += 1;
    pairGap(pairing, { start, end }, isSame);
    start = end;
  }
}

function pairGap(
  pairing: Pairing,
  gap: { readonly start: number; readonly end: number },
  isSame: (known: number, draft: number) => boolean,
): void {
  const [before, after] = [pairing.knownOf(gap.start - 1), pairing.knownOf(gap.end)];
  if (before === null || after === null || after - before - 1 !== gap.end - gap.start) return;
  for (let draft = gap.start; draft < gap.end; draft += 1) {
    const known = before + 1 + draft - gap.start;
    if (isSame(known, draft)) pairing.pair(known, draft);
  }
}
