import { isCapital, type MainVerb } from './main-verb';
import { PAST, PHYSICAL } from './physical-verbs';
import { type Piece, piecesOf } from './pieces';
import { subjectOf } from './subject';
import type { Token } from './tokens';
import { CONJUNCTIONS, DETERMINERS, endsWell, isAdverb, isPreposition, POSSESSIVES } from './words';

/** One thing that is seen to happen: `pulls the cable free`, and how where that stood before its verb: `slowly`. */
export interface Motion {
  readonly phrase: string;
  readonly manner: string | null;
}

interface Clause {
  readonly tokens: readonly Token[];
  readonly verb: MainVerb;
  /** What stands behind it between commas: `gun raised`. */
  readonly asides: (readonly Token[])[];
}

/** What is seen of a sentence, clause by clause. */
export function* clausesOf(sentence: readonly Token[]): Generator<Motion> {
  for (const clause of clausesIn(piecesOf(sentence))) {
    const motion = motionIn(clause);
    if (motion) yield motion;
  }
}

function* clausesIn(pieces: Iterable<Piece>): Generator<Clause> {
  let open: Clause | null = null;
  let subject: readonly Token[] = [];
  for (const { tokens, verb, isLast } of pieces) {
    if (verb && !(open && isHeld(tokens, verb))) {
      if (open) yield open;
      open = clauseOf(tokens, verb, subject);
      subject = [];
    } else if (open) open.asides.push(tokens);
    else if (subject.length === 0 && mayBeSubject(tokens)) subject = tokens;
    if (!isLast) continue;
    if (open) yield open;
    [open, subject] = [null, []];
  }
  if (open) yield open;
}

/** `gun raised`: how something is held while something else is done. */
function isHeld(tokens: readonly Token[], { at, form }: MainVerb): boolean {
  return form === PAST && at === tokens.length - 1 && tokens.length <= MOST_SUBJECT_WORDS;
}

/** In `The guard, a big man, turns` the subject stands before the first comma. */
function clauseOf(tokens: readonly Token[], verb: MainVerb, subject: readonly Token[]): Clause {
  const own = tokens.slice(0, verb.at).some(({ word }) => !isAdverb(word));
  if (own || subject.length === 0) return { tokens, verb, asides: [] };
  return { tokens: [...subject, ...tokens], verb: { ...verb, at: verb.at + subject.length }, asides: [] };
}

const MOST_SUBJECT_WORDS = 8;

function mayBeSubject([first, ...others]: readonly Token[]): boolean {
  if (!first || first.isQuoted || others.length >= MOST_SUBJECT_WORDS) return false;
  return !isPreposition(first.word) && !CONJUNCTIONS.has(first.word) && !isAdverb(first.word);
}

/** Null where nobody sees it, or where it would end in the middle. */
function motionIn({ tokens, verb, asides }: Clause): Motion | null {
  if (!verb.isSeen || tokens.length > MOST_TOKENS) return null;
  const { said, manner } = subjectOf(tokens.slice(0, verb.at), verb.form);
  const predicate = tokens.slice(verb.at);
  if (!endsWell(predicate.at(-1)?.text ?? '')) return null;
  const bare = [...said, ...predicate.map(spelled)].join(' ');
  const phrase = asides.reduce(withAside, bare);
  return endsWell(phrase) ? { phrase, manner } : null;
}

/** More than any motion may have. */
const MOST_TOKENS = 40;

/** Screenplays shout what is heard and done: `SLAMS`. */
function spelled({ text, word }: Token, index: number): string {
  const isShouted = text.length > 1 && text === text.toUpperCase() && PHYSICAL.has(word);
  return index === 0 || isShouted ? word : text;
}

/** Commas would part it from what it belongs to: `the keys, the map, and the gun` is said with `and`, `gun raised` with `with`. */
function withAside(phrase: string, aside: readonly Token[]): string {
  const [first, second] = aside;
  if (!first || phrase.length > MOST_CHARACTERS) return phrase;
  const text = aside.map((token) => token.text).join(' ');
  if (isCoordinator(first.word)) return second ? `${phrase} ${text}` : phrase;
  if (CONJUNCTIONS.has(first.word)) return phrase;
  if (DETERMINERS.has(first.word) || POSSESSIVES.has(first.word) || isCapital(first.text))
    return `${phrase} and ${text}`;
  const isAdjective = ['a', 'an'].includes(phrase.split(' ').at(-2) ?? '');
  const isClose = isPreposition(first.word) || isAdverb(first.word) || !second || isAdjective;
  return isClose ? `${phrase} ${text}` : `${phrase} with ${text}`;
}

const MOST_CHARACTERS = 1_000;
const isCoordinator = (word: string): boolean => word === 'and' || word === 'or';
