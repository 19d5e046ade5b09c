import { type Caption, keyOf, saysItGoesOn, wordsOf } from './captions';

/** Captions that repeat a label to say that its table goes on, or with it all of its words at the head of a later page. */
export const continuationsOf = (found: readonly Caption[], chosen: ReadonlySet<Caption>): Caption[] =>
  found.filter((caption) => !chosen.has(caption) && [...chosen].some((other) => goesOn(caption, other)));

function goesOn(caption: Caption, first: Caption): boolean {
  if (first.page > caption.page || keyOf(first.label) !== keyOf(caption.label)) return false;
  const isAgain = caption.page > first.page && wordsOf(caption) !== '' && wordsOf(caption) === wordsOf(first);
  return isAgain || saysItGoesOn(caption);
}
