import type { Token } from './tokens';
import { wordList } from './word-list';

const TITLED = wordList('super title titles chyron subtitle supertitle caption intertitle');
const FIRM = wordList('sons son daughters brothers sisters co company partners associates');
const DEPICTED = wordList(
  'photo photos photograph photographs picture pictures portrait portraits painting paintings poster posters drawing drawings sketch sketches snapshot snapshots polaroid polaroids mugshot mugshots',
);
const LIGHTS =
  /^(?:phone|cell|mobile|screen|display|monitor|sign|pager|label|nameplate|badge|plaque|banner|headstone|gravestone|tombstone|marquee)$/;
const LOOKED_BACK = 16;

/** `SUPER: Ten years later.`: letters on the picture, nobody in it. */
export function isTitleCard(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  return (
    first !== undefined && first.casing === 'UPPER' && TITLED.has(first.norm) && second?.gap.startsWith(':') === true
  );
}

/** Words, pictures and dates that say a name: `ABEL, it says`, `Abel & Sons`, `It's not Abel`, `in the third year of King Abel`. */
export function isOnlySaid(tokens: readonly Token[], from: number, endExclusive: number): boolean {
  return (
    isSaidByThings(tokens, endExclusive) ||
    isFirm(tokens, endExclusive) ||
    isDenied(tokens, from) ||
    isReign(tokens, from) ||
    isCaptioned(tokens, from, endExclusive) ||
    isFramed(tokens, from)
  );
}

function isSaidByThings(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at], tokens[at + 1]];
  return (
    first?.norm === 'it' && !first.isStart && first.gap.startsWith(',') && /^(?:says|reads)$/.test(second?.norm ?? '')
  );
}

function isFirm(tokens: readonly Token[], at: number): boolean {
  const [and, kin] = [tokens[at], tokens[at + 1]];
  return and?.norm === 'and' && kin !== undefined && !kin.isStart && kin.casing !== 'LOWER' && FIRM.has(kin.norm);
}

function isDenied(tokens: readonly Token[], from: number): boolean {
  if (tokens[from]?.isStart || tokens[from]?.gap !== ' ') return false;
  const [word, before] = [tokens[from - 1], tokens[from - 2]];
  if (word?.norm === 'not')
    return before?.norm === 'its' || (before?.norm === 'it' && word.isStart === false) || isItIs(tokens, from - 2);
  return word?.norm === 'isnt' && before?.norm === 'it';
}

/** The `'s` of `it's` is no word of its own. */
function isItIs(tokens: readonly Token[], at: number): boolean {
  const [is, it] = [tokens[at]?.norm, tokens[at - 1]?.norm];
  return (is === 'is' || is === 'was') && it === 'it';
}

function isReign(tokens: readonly Token[], from: number): boolean {
  const [of, year] = [tokens[from - 1]?.norm, tokens[from - 2]?.norm ?? ''];
  return of === 'of' && /^(?:year|reign|days|age|era|century)$/.test(year);
}

/** A name in capitals alone after a sentence of a phone or a sign, and a name after `photograph:` or in the sentence after `photographs.` */
function isCaptioned(tokens: readonly Token[], from: number, endExclusive: number): boolean {
  const [first, next] = [tokens[from], tokens[endExclusive]];
  if (first === undefined || !first.isStart || from === 0) return false;
  const last = tokens[from - 1]?.norm ?? '';
  if (DEPICTED.has(last) && (first.gap.includes(':') || isFragment(next))) return true;
  const isAlone = next === undefined || next.isStart;
  if (isAlone && first.casing === 'UPPER') return sentenceHas(tokens, from - 1, (word) => LIGHTS.test(word));
  return isFragment(next) && listsPictures(tokens, from);
}

function isFragment(next: Token | undefined): boolean {
  return next === undefined || next.isStart || next.norm.endsWith('ing') || next.gap.startsWith(',');
}

/** `Photographs. Abel laughing. Abel, asleep.`: fragments go on the list. */
function listsPictures(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at > 0 && at > from - LOOKED_BACK; at -= 1) {
    const next = tokens[at + 1];
    if (next?.isStart && DEPICTED.has(tokens[at]?.norm ?? '')) return true;
  }
  return false;
}

function sentenceHas(tokens: readonly Token[], last: number, test: (word: string) => boolean): boolean {
  for (let at = last; at >= 0 && at > last - LOOKED_BACK; at -= 1) {
    const token = tokens[at];
    if (token !== undefined && test(token.norm)) return true;
    if (token?.isStart) return false;
  }
  return false;
}

/** `In her gilt frame, the Queen`. */
function isFramed(tokens: readonly Token[], from: number): boolean {
  let at = from;
  while (at > 0 && /^(?:the|a|an)$/.test(tokens[at - 1]?.norm ?? '')) at -= 1;
  const isClosed = tokens[at]?.gap.startsWith(',') === true && tokens[at - 1]?.norm === 'frame';
  if (!isClosed) return false;
  return [2, 3, 4].some((back) => tokens[at - back]?.norm === 'in' || tokens[at - back]?.norm === 'from');
}
