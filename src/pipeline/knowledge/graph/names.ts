import { GENERIC, QUALIFIERS, STOP_WORDS } from './stop-words';
import { isVerb } from './verbs';

interface Word {
  readonly text: string;
  /** What stands before it parts names: a comma, a bracket, the end of a sentence. */
  readonly parted: boolean;
  readonly isSentenceStart: boolean;
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}&+#’'.-]{0,58}[\p{L}\p{N}+#])?/gu;
const CONNECTS = new Set('of de del della der den di du da van von la le'.split(' '));
const NO_NAME = new Set(
  'FIG FIGS TAB EQ EQS SEC REF REFS ID OK PDF HTML HTTP URL DOI ISBN ISSN IEEE ACM USA UK AM PM AD BC CE BCE CEO PHD MSC MHz GHz kHz kB MB GB TB GiB MiB KiB dB kW MW GW kWh mV Hz RMB USD EUR TBD TODO FAQ II III IV VI VII VIII IX XI XII XIII SI Q1 Q2 Q3 Q4 RQ1 RQ2 RQ3 H1 H2 H3 MUST SHALL SHOULD MAY REQUIRED NOT RECOMMENDED OPTIONAL Mr Mrs Dr Prof St Inc Ltd Co No Vol Eq Sec Ref et al'.split(
    ' ',
  ),
);
const LABELS = new Set(
  'figure fig table section chapter equation eq eqn eqns thm tbl appendix algorithm theorem lemma proposition corollary definition listing panel step phase stage experiment hypothesis question part scheme box note example case supplementary volume page'.split(
    ' ',
  ),
);

export const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word);
/** `BERT`, `ResNet-50`, `iPhone`, `CO2`; no Roman number, no unit. */
export const isShortForm = (word: string): boolean =>
  /^(?!\p{Ll}.{0,2}$)[^\s]*\p{Lu}[^\s]*\p{Lu}|^(?=.{4})\p{Ll}{1,3}\p{Lu}|^\p{Lu}{1,3}[\d₀-₉]/u.test(word) &&
  /^[\p{L}\p{N}.#₀-₉-]{2,30}\+{0,2}$/u.test(word) &&
  !NO_NAME.has(word) &&
  !/^[IVXLC]+$/.test(word) &&
  !/^\p{Lu}\.(?:\p{Lu}\.?)*$/u.test(word);

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const between = text.slice(end, index);
    const isSentenceStart = words.length === 0 || /[.!?:][)"”’\]]*\s|^\s*[“"(]/u.test(between);
    words.push({ text: word.replace(/[’']s$/u, ''), parted: between !== ' ', isSentenceStart });
    end = index + word.length;
  }
  return words;
}

/** How words are written in one document: what begins a sentence with a capital may be no name. */
export class Spelling {
  readonly #inside = new Map<string, number>();
  readonly #lower = new Map<string, number>();

  take(text: string): void {
    for (const { text: word, isSentenceStart } of wordsOf(text)) {
      if (!isCapitalised(word)) this.#lower.set(word, (this.#lower.get(word) ?? 0) + 1);
      else if (!isSentenceStart) this.#inside.set(word, (this.#inside.get(word) ?? 0) + 1);
    }
  }

  /** Whether it is a name where it stands within a sentence. */
  isName(word: string): boolean {
    const lower = word.toLowerCase();
    return (this.#inside.get(word) ?? 0) > (this.#lower.get(lower) ?? 0) && !isCommon(lower);
  }

  isNeverLower(word: string): boolean {
    return !this.#lower.has(word.toLowerCase()) && !isCommon(word.toLowerCase());
  }
}

const isCommon = (word: string): boolean =>
  STOP_WORDS.has(word) ||
  GENERIC.has(word) ||
  QUALIFIERS.has(word) ||
  LABELS.has(word) ||
  isVerb(word) ||
  /..ly$/.test(word);

/** Rows of capitalised words, with what connects them. */
export function namesIn(text: string, spelling: Spelling): string[] {
  const names: string[] = [];
  let name: Word[] = [];
  const end = () => {
    names.push(...nameOf(name, spelling));
    name = [];
  };
  for (const word of wordsOf(text)) {
    const goesOn = isCapitalised(word.text) || isShortForm(word.text) || (CONNECTS.has(word.text) && name.length > 0);
    if (!goesOn || word.parted || word.isSentenceStart || isLabel(word.text)) end();
    if (goesOn && !isLabel(word.text) && !(name.length === 0 && CONNECTS.has(word.text))) name.push(word);
  }
  end();
  return names;
}

const isLabel = (word: string): boolean =>
  LABELS.has(word.toLowerCase()) || LABELS.has(word.toLowerCase().replace(/s$/, ''));
const MOST_WORDS = 6;

function nameOf(words: readonly Word[], spelling: Spelling): string[] {
  const kept = trimmed(words, spelling).map(({ text }) => text);
  const [first = '', ...others] = kept;
  if (/^I[’']|\+[\p{L}\p{N}]/u.test(first)) return [];
  if (kept.length === 0 || kept.length > MOST_WORDS || NO_NAME.has(first) || first.length < 2) return [];
  if (others.length > 0) return [kept.join(' ')];
  return isShortForm(first) || (first.length > 2 && spelling.isName(first)) ? [first] : [];
}

/** Without what only the beginning of a sentence capitalised, and without what leads nowhere at its end. */
function trimmed(words: readonly Word[], spelling: Spelling): readonly Word[] {
  let [from, to] = [0, words.length];
  const isOrdinary = (word: Word | undefined) =>
    word !== undefined && !isShortForm(word.text) && isOrdinaryWord(word, spelling);
  while (from < to && isOrdinary(words[from])) from += 1;
  while (
    to > from &&
    (CONNECTS.has(words[to - 1]?.text ?? '') ||
      NO_NAME.has(words[to - 1]?.text ?? '') ||
      (words[to - 1]?.text ?? '').length < 2)
  )
    to -= 1;
  while (from < to && CONNECTS.has(words[from]?.text ?? '')) from += 1;
  return words.slice(from, to);
}

function isOrdinaryWord({ text, isSentenceStart }: Word, spelling: Spelling): boolean {
  const lower = text.toLowerCase();
  if (STOP_WORDS.has(lower) || CONNECTS.has(lower)) return true;
  return isSentenceStart ? !spelling.isName(text) && !spelling.isNeverLower(text) : false;
}
