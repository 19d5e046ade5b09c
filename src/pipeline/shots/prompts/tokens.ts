import { bareWord } from './words';

export interface Token {
  /** Without the punctuation around it. */
  readonly text: string;
  readonly word: string;
  /** Somebody's words, a sign, a title: nothing that is done. */
  readonly isQuoted: boolean;
  /** What parts it from the next one: a comma; or a semicolon, a dash, a colon. */
  readonly ends: 'NOTHING' | 'PIECE' | 'CLAUSE';
}

const PARTED = /…|\.{2,}|-{2,}|[—–;]|\s-\s/g;
const RAW = /\S+/g;
const LETTERS = /^[A-Za-z0-9]+$/;
const NEVER_LAST = new Set(
  'mr. mrs. ms. dr. st. jr. sr. lt. sgt. col. gen. capt. prof. rev. hon. mt. vs. no. approx. e.g. i.e.'.split(' '),
);
const INITIAL = /^(?:\p{L}\.)+$/u;
const SENTENCE_END = /[.!?。！？]["'”’)\]]*$/u;
const OPENS = /^["'“‘«([{<]+/u;
const CLOSES = /["'”’»)\]}>.,!?:;。！？]/u;

/** The sentences of action text as they come, word by word, without what stands in brackets. */
export function* sentencesOf(text: string): Generator<readonly Token[]> {
  let sentence: Token[] = [];
  let state: Reading = { isQuoted: false, isInBrackets: false };
  for (const [raw] of text.replace(PARTED, ' ; ').matchAll(RAW)) {
    // Four words of five: nothing but letters.
    if (raw.length <= MOST_CHARACTERS && LETTERS.test(raw)) {
      const { isQuoted, isInBrackets } = state;
      if (!isInBrackets) sentence.push({ text: raw, word: raw.toLowerCase(), isQuoted, ends: 'NOTHING' });
      continue;
    }
    const read = tokenOf(raw, state);
    state = read.state;
    if (read.token) sentence.push(read.token);
    else if (raw === ';') partBehind(sentence);
    if (!endsSentence(raw)) continue;
    if (sentence.length > 0) yield sentence;
    [sentence, state] = [[], { isQuoted: false, isInBrackets: false }];
  }
  if (sentence.length > 0) yield sentence;
}

/** No word is longer. */
const MOST_CHARACTERS = 100;

interface Reading {
  readonly isQuoted: boolean;
  readonly isInBrackets: boolean;
}

function tokenOf(raw: string, { isQuoted, isInBrackets }: Reading): { token: Token | null; state: Reading } {
  if (raw.length > MOST_CHARACTERS) return { token: null, state: { isQuoted, isInBrackets } };
  const bracketed = isInBrackets || /^[([]/.test(raw);
  const opened = isQuoted || /^["“«]/.test(raw);
  const state = {
    isInBrackets: bracketed && !/[)\]]/.test(raw),
    isQuoted: opened && !/.["”»][^\p{L}\p{N}]*$/u.test(raw),
  };
  const text = raw.slice(OPENS.exec(raw)?.[0].length ?? 0);
  const bare = trimmedEnd(text);
  if (bracketed || bare === '' || !/[\p{L}\p{N}]/u.test(bare)) return { token: null, state };
  return { token: { text: bare, word: bareWord(bare), isQuoted: opened, ends: endOf(raw) }, state };
}

/** By hand: a pattern tied to the end is tried from every mark of a long row of them. */
function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSES.test(text[end - 1] ?? '')) end -= 1;
  return INITIAL.test(text.slice(0, end + 1)) && text[end] === '.' ? text.slice(0, end + 1) : text.slice(0, end);
}

function endOf(raw: string): Token['ends'] {
  const last = raw.replaceAll('"', '').replaceAll('”', '').at(-1);
  if (last === ':') return 'CLAUSE';
  return last === ',' ? 'PIECE' : 'NOTHING';
}

function partBehind(sentence: Token[]): void {
  const last = sentence.pop();
  if (last) sentence.push({ ...last, ends: 'CLAUSE' });
}

function endsSentence(raw: string): boolean {
  const tail = raw.slice(-8);
  if (!SENTENCE_END.test(tail)) return false;
  return !(raw.length < 8 && (NEVER_LAST.has(raw.toLowerCase()) || INITIAL.test(raw)));
}
