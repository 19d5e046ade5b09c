import { canonicalJson } from '../../pipeline/values/canonical-json';
import { numberIn, type Schema, unsupported } from './schemas';
import { type Sentence, type Source, speakingOf, weightiest, wordsOf } from './source';
import type { Brevity, Spot } from './spot';
import { cutToCharacters } from './summary';

const SHORT_NAMES =
  /(?:title|name|headline|heading|label|keyword|topic|tag|caption|style|mood|place|location|subject|word|term)s?$/i;
const ID_NAMES = /(?:^|[_-])ids?$|Id$|slug$|key$/;
const SHORT_CHARACTERS = 80;
const LENGTHS: Readonly<Record<Brevity, number>> = { FULL: 600, SHORT: 160, BARE: 40 };
const SENTENCES_A_TEXT = 2;

/** What a text of this form looks like: quoted where the source has one, never made up. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /\b\d{4}-\d\d-\d\d\b/g,
  'date-time': /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)/g,
  time: /\b\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?/g,
  uri: /\bhttps?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;]/g,
  url: /\bhttps?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;]/g,
  email: /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g,
  uuid: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
};

export interface Quoting {
  readonly source: Source;
  readonly brevity: Brevity;
  readonly variation: number;
  /** What was quoted before; it is quoted again only where there is nothing else. */
  readonly used: Set<Sentence>;
}

export function stringFor(schema: Schema, spot: Spot, quoting: Quoting): string {
  const candidates = formed(schema, spot, quoting) ?? [quoted(schema, spot, quoting), ...plainOnes(spot)];
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern, 'u') : null;
  const lengths = lengthsOf(schema);
  const text = candidates
    .map((candidate) => sized(candidate, lengths))
    .flatMap((candidate) => [candidate, ...(spot.taken.size === 0 ? [] : told(candidate, spot, lengths))])
    .find((candidate) => (pattern?.test(candidate) ?? true) && !spot.taken.has(canonicalJson(candidate)));
  if (text === undefined) throw unsupported(spot.path, faultOf(schema));
  return text;
}

function faultOf({ pattern, format }: Schema): string {
  if (format !== undefined) return `a text in the format ${format}, which the prompt does not quote`;
  return pattern === undefined ? 'texts that must all differ' : `a text of the pattern ${pattern}`;
}

interface Lengths {
  readonly least: number;
  readonly most: number;
}

function lengthsOf(schema: Schema): Lengths {
  return { least: numberIn(schema, 'minLength') ?? 0, most: numberIn(schema, 'maxLength') ?? Number.POSITIVE_INFINITY };
}

/** Null where any text will do. */
function formed(schema: Schema, spot: Spot, { source }: Quoting): string[] | null {
  if (schema.format !== undefined) {
    const form = FORMATS[String(schema.format)];
    return form ? [...(source.text.match(form) ?? [])] : [];
  }
  return ID_NAMES.test(spot.name) && schema.pattern === undefined ? [identifier(spot)] : null;
}

/** By its place: `scenes-1` is the first of the scenes. */
function identifier({ path }: Spot): string {
  const parts = path
    .split('/')
    .slice(1, -1)
    .map((part) => (/^\d+$/.test(part) ? `${Number(part) + 1}` : part));
  return parts.join('-') || '1';
}

/** Words of the source, and the shortest texts of common patterns. */
function plainOnes({ sentences, name, index }: Spot): string[] {
  const words = sentences.flatMap(({ words: its }) => [...its]).slice(0, 200);
  const slug = words.slice(0, 4).join('-');
  const number = `${index + 1}`;
  return [slug, ...words, name, number, number.padStart(2, '0'), number.padStart(3, '0'), 'a', 'A'];
}

function quoted(schema: Schema, spot: Spot, quoting: Quoting): string {
  const { least, most } = lengthsOf(schema);
  const isShort = most <= SHORT_CHARACTERS || (SHORT_NAMES.test(spot.name) && least <= SHORT_CHARACTERS);
  const target = Math.min(most, isShort ? SHORT_CHARACTERS : LENGTHS[quoting.brevity]);
  const chosen = chosenSentences(spot, quoting, isShort ? 1 : SENTENCES_A_TEXT);
  const text = chosen.map(({ text: its }) => its).join(' ') || spot.name;
  return isShort ? phrase(text, target) : cutToCharacters(text, Math.max(target, least));
}

/** Sentences nobody quoted yet, those about it first; in the order of the source. */
function chosenSentences(spot: Spot, { source, variation, used }: Quoting, count: number): Sentence[] {
  const fresh = spot.sentences.filter((sentence) => !used.has(sentence));
  const left = fresh.length > 0 ? fresh : spot.sentences;
  const about = speakingOf(left, spot.topic);
  const order = about.length > 0 ? about : weightiest(left);
  const first = order.length > count ? variation % (order.length - count + 1) : 0;
  const chosen = order.slice(first, first + count);
  for (const sentence of chosen) used.add(sentence);
  const places = new Map(source.sentences.map((sentence, at) => [sentence, at]));
  return chosen.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** The beginning of a sentence, up to where it takes breath. */
function phrase(text: string, most: number): string {
  const [clause = text] = text.split(/[,;:.!?](?:\s|$)|\s[–—-]\s/);
  const part = wordsOf(clause).length >= 2 ? clause : text.replace(/[.!?]+$/, '');
  return cutToCharacters(part.split(/\s+/).slice(0, 10).join(' '), most);
}

/** Too short: it is said again. Too long: cut. In characters, as JSON Schema counts. */
function sized(text: string, { least, most }: Lengths): string {
  let long = text;
  while ([...long].length < least) long = long === '' ? '-' : `${long} ${long}`;
  const cut = cutToCharacters(long, Math.max(least, Math.min(most, [...text].length)));
  return [...cut].length >= least ? cut : [...long].slice(0, Math.max(least, 0)).join('');
}

/** The same with a number, for lists whose texts must differ. */
function told(text: string, { taken }: Spot, { least, most }: Lengths): string[] {
  return Array.from({ length: taken.size + 1 }, (_, index) => {
    const ending = `${index + 2}`;
    const room = [...text]
      .slice(0, Math.max(0, Math.min(most, [...text].length + 1 + ending.length) - ending.length - 1))
      .join('');
    return (
      [`${room} ${ending}`, ending, ending.padStart(least, '0')].find(
        (its) => [...its].length <= most && [...its].length >= least,
      ) ?? text
    );
  });
}
