import { folded } from './folded';
import { purposeOf } from './purpose-words';
import type { SourceLine } from './source-lines';
import { timeAtStart } from './time-phrase';
import { NUMBERS } from './time-words';

/** How a treatment tells its scenes apart; the first that occurs in it is the one that counts. */
export type MarkerStyle = 'SCENE' | 'NUMBERED' | 'NAMED';
export const MARKER_STYLES: readonly MarkerStyle[] = ['SCENE', 'NUMBERED', 'NAMED'];

const SCENE_WORDS: readonly string[] = [
  'scene',
  'scène',
  'scena',
  'szene',
  'escena',
  'cena',
  'sahne',
  'сцена',
  '场景',
  '場景',
  'シーン',
  '장면',
  'المشهد',
  'مشهد',
  'סצנה',
  'दृश्य',
];
const SCENE_WORD = new RegExp(`^(?:${SCENE_WORDS.join('|')})`, 'iu');

/** Further in, nothing begins a scene. */
const MOST_MARKER_CHARACTERS = 120;
/** What may stand before a marker, besides `#`s and a bullet. */
const BEFORE =
  /^(?:\d{1,4}[.)]\s+|[*_]{1,3}|[[(]|\p{Extended_Pictographic}|\p{Variation_Selector}|\p{Join_Control}|\p{Bidi_Control}|\s)+/u;
const NUMBER = /^[\s#*_]*(?:n[o°º]\.?\s*)?(\d{1,4}[a-z]?(?![\p{L}\p{N}])|[a-z]+(?![\p{L}\p{N}-]))/iu;
/** What closes what stands before it. */
const CLOSED = /^(?:[*_]{1,3}|\])+/;
const DELIMITER = /^(?:[:.)|](?!\d)[*_\])]{0,4}|[-~](?![\p{Ll}\p{N}])|>(?!\d))\s*/u;

/** The text behind the marker of a scene; null where the line is none. */
export function behindMarker(line: SourceLine, style: MarkerStyle): string | null {
  if (line.isBlank || line.isInsideQuote || line.isBlockQuote) return null;
  return READERS[style](line);
}

const READERS: Readonly<Record<MarkerStyle, (line: SourceLine) => string | null>> = {
  SCENE: sceneMarker,
  NUMBERED: ({ text, isNumbered }) => (isNumbered ? timedOrNamed(text.replace(/^\P{L}{1,5}?\s+/u, '')) : null),
  NAMED: (line) => (line.level > 1 || line.text.startsWith('**') ? timedOrNamed(line.text) : timecoded(line)),
};

function sceneMarker({ text, level }: SourceLine): string | null {
  const line = folded(text.slice(0, MOST_MARKER_CHARACTERS));
  const begin = BEFORE.exec(line)?.[0] ?? '';
  const word = SCENE_WORD.exec(line.slice(begin.length))?.[0];
  if (word === undefined) return null;
  const at = begin.length + word.length;
  const [all, number = ''] = NUMBER.exec(line.slice(at, at + 40)) ?? [];
  if (all === undefined || !isNumber(number)) return null;
  return behindNumber(text.slice(at + all.length), { isHeading: level > 0, isBold: /[*_]{2}/.test(begin) });
}

function isNumber(word: string): boolean {
  return /^\d/.test(word) || Number.isInteger(NUMBERS.get(word.toLowerCase()));
}

/** `Scene 3 shows a dog` is a sentence; as a heading it is none. */
function behindNumber(text: string, { isHeading, isBold }: { isHeading: boolean; isBold: boolean }): string | null {
  const closed = CLOSED.exec(folded(text))?.[0] ?? '';
  const rest = text.slice(closed.length).trimStart();
  const line = folded(rest);
  const delimiter = DELIMITER.exec(line)?.[0];
  if (delimiter !== undefined) return rest.slice(delimiter.length);
  const isMarked = isHeading || closed !== '' || (isBold && closed !== '');
  return line === '' || isMarked || isBracketed(line) ? rest : null;
}

/** `(0-5s): text`, `[Purpose: Hook]`; of `(the best) shows a dog` the sentence goes on. */
function isBracketed(line: string): boolean {
  const end = /^[([]/.test(line) ? line.search(/[)\]]/) : -1;
  return (
    end > 0 && (/^[\s*_]*(?:$|[:.|([-])/.test(line.slice(end + 1)) || timeAtStart(line.slice(1, end))?.rest === '')
  );
}

/** Without the word, a line is a scene when it names a purpose or a time: `Hook (5s): text`. */
function timedOrNamed(text: string): string | null {
  const line = folded(text);
  const bracket = /[([]([^()[\]]{1,40})[)\]]/.exec(line.slice(0, 200));
  if (bracket && timeAtStart(bracket[1] ?? '')?.isTime) return text;
  const head = line.slice(0, 60).split(/[:([]| - /)[0] ?? '';
  return purposeOf(head.replace(/[*_]+/g, ' ').trim()) === null ? null : text;
}

/** `0:00-0:05 City at dusk`, `[0:05–0:12] …`. */
function timecoded({ text }: SourceLine): string | null {
  const line = folded(text)
    .slice(0, 60)
    .replace(/^[*_[(]+/, '');
  return /^\d{1,3}:\d\d(?::\d\d)?\s*(?:-|>|->|to)\s*\d{1,3}:\d\d/.test(line) ? text : null;
}
