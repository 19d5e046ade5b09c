import { DOING, EMOTION, type Lexicon, LOOK, REVELATION, SHOWING, SHOWN, TENSION, VIOLENCE } from './lexicons';
import { foldedWords } from './words';

/** What a stretch of action is, by its words alone; the first that holds. */
export type Moment = 'INTRODUCTION' | 'VIOLENCE' | 'REVELATION' | 'EMOTION' | 'TENSION' | 'PLAIN';

export function momentOf(text: string, words: readonly string[] = foldedWords(text)): Moment {
  const line = ` ${words.join(' ')} `;
  const says = (lexicon: Lexicon) => isSaid(lexicon, words, line);
  if (introduces(text)) return 'INTRODUCTION';
  if (says(VIOLENCE)) return 'VIOLENCE';
  if (says(REVELATION) || showsSomething(words)) return 'REVELATION';
  if (says(EMOTION)) return 'EMOTION';
  return says(TENSION) ? 'TENSION' : 'PLAIN';
}

function isSaid({ words: known, phrases, unlessBefore }: Lexicon, words: readonly string[], line: string): boolean {
  return words.some((word, at) => {
    if (known.has(word) && !unlessBefore.get(word)?.has(words[at + 1] ?? '')) return true;
    return phrases.get(word)?.some((phrase) => line.includes(phrase)) === true;
  });
}

/** Words between the verb and its thing: `finds, under the seat, an old letter`. */
const NEAR = 6;

function showsSomething(words: readonly string[]): boolean {
  let [verb, thing] = [-Infinity, -Infinity];
  return words.some((word, at) => {
    if (SHOWING.has(word)) verb = at;
    if (SHOWN.has(word)) thing = at;
    return Math.abs(verb - thing) <= NEAR && Math.max(verb, thing) === at;
  });
}

const NAME = "\\p{Lu}[\\p{Lu}\\p{M}'’.-]{1,40}(?: [\\p{Lu}\\d][\\p{Lu}\\p{M}\\d'’.-]{0,40}){0,4}";
const DECADES = 'teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties';
const AGE = `(?:(?:early|mid|late|about|around)[ -]?)?(?:\\d{1,3}(?:s|['’]s)?(?![\\p{L}\\d])|(?:${DECADES})(?!\\p{L}))`;
const INTRODUCTION = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])${NAME}(?:, ?${AGE}| ?\\([^()]{0,60}?(?<![\\p{L}\\d])(?:${AGE}|young|elderly|middle-aged|ageless))`,
  'u',
);

/** What is behind a name: most texts have neither, and looking for names first takes ten times as long. */
const BEHIND_NAME = new RegExp(`\\(|, ?${AGE}`, 'u');

/** `RAE CALDER, 34`, `RAE CALDER (30s, lean)`. */
function introduces(text: string): boolean {
  return BEHIND_NAME.test(text) && INTRODUCTION.test(text);
}

const LONGEST_LOOK = 12;

/** Each of its sentences is a face: `Rae blinks. Her jaw tightens.`, and nobody walks off at the end. */
export function isOnlyLook(text: string): boolean {
  const sentences = text
    .split(/[.!?…]+/)
    .map((sentence) => foldedWords(sentence))
    .filter((words) => words.length > 0);
  return sentences.length > 0 && sentences.length <= 3 && sentences.every(isLook);
}

function isLook(words: readonly string[]): boolean {
  const isDone = (word: string, at: number) => DOING.has(word) && words[at + 2] !== 'in'; // takes this in
  if (words.length > LONGEST_LOOK || words.some(isDone)) return false;
  return isSaid(LOOK, words, ` ${words.join(' ')} `);
}
