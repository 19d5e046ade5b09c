import { seeker } from '../hidden';
import type { TitleField } from '../screenplay';
import { isHeading } from './line-kind';

const KEY = /^[\p{L}\p{N}][\p{L}\p{N} _'#&()/-]{0,59}$/u;
const NOT_IN_KEY = /[^\p{L}\p{N} _'#&()/-]/gu;
const LONGEST_KEY = 60;
/** In characters of up to two units, with `Page ` before them. */
const LONGEST_SAFE_KEY = 27;
/** `FADE IN: EXT. DESERT` begins a script and no title page. */
const OPENING_WORD = /^(?:FADE|CUT|DISSOLVE|SMASH|MATCH)\b/i;

export interface TitlePage {
  readonly fields: readonly TitleField[];
  readonly endExclusive: number;
}

interface OpenField {
  readonly key: string;
  readonly lines: string[];
}

/** The title page that begins at `from`; null where there is none. Its first field must say something. */
export function titlePageAt(text: string, from: number): TitlePage | null {
  const fields: OpenField[] = [];
  let endExclusive = from;
  for (const { line, next } of physicalLines(text, from)) {
    const field = fieldOf(line);
    const last = fields.at(-1);
    if (last && /^[ \t]+\S/.test(line)) last.lines.push(line.trim());
    else if (field && (fields.length > 0 || canBegin(field.key)) && !isSilent(fields)) fields.push(field);
    else break;
    endExclusive = next;
  }
  return fields.length === 0 || isSilent(fields) ? null : { fields: fields.map(closed), endExclusive };
}

/** Nothing but a key: `FADE IN:` is none of a title page. */
function isSilent(fields: readonly OpenField[]): boolean {
  const [first] = fields;
  return first !== undefined && first.lines.length === 0;
}

function closed({ key, lines }: OpenField): TitleField {
  return { key, value: lines.join('\n') };
}

function fieldOf(line: string): OpenField | null {
  const colon = line.slice(0, LONGEST_KEY + 1).indexOf(':');
  const key = colon < 0 ? '' : line.slice(0, colon);
  if (!isKey(key)) return null;
  const value = line.slice(colon + 1).trim();
  return { key, lines: value === '' ? [] : [value] };
}

function isKey(key: string): boolean {
  return key.trimEnd() === key && KEY.test(key);
}

function canBegin(key: string): boolean {
  return !isHeading(`${key} `) && !OPENING_WORD.test(key);
}

function* physicalLines(text: string, from: number) {
  const feed = seeker(text, '\n');
  const carriage = seeker(text, '\r');
  for (let start = from; start < text.length; ) {
    const end = Math.min(feed(start), carriage(start), text.length);
    const next = end + (text.startsWith('\r\n', end) ? 2 : 1);
    yield { line: text.slice(start, end), next: Math.min(next, text.length) };
    start = next;
  }
}

/** Fields as a title page can hold them: keys of letters and digits, values without blank lines; what says nothing is dropped. */
export function safeFields(fields: readonly TitleField[]): TitleField[] {
  const said = fields.map(({ key, value }) => ({ key: safeKey(key), value: safeValue(value) }));
  const kept = said.filter(({ key, value }) => key !== '' && value !== '');
  return kept.map((field, at) => (at > 0 || canBegin(field.key) ? field : { ...field, key: `Page ${field.key}` }));
}

function safeKey(key: string): string {
  const letters = key.replace(NOT_IN_KEY, '').replace(/^[^\p{L}\p{N}]+/u, '');
  return [...letters].slice(0, LONGEST_SAFE_KEY).join('').trim();
}

function safeValue(value: string): string {
  const lines = value.split(/\r\n?|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join('\n');
}

/** `Title: BRICK & STEEL`, or the lines of the value under their key. */
export function writtenField({ key, value }: TitleField): string {
  const lines = value.split('\n');
  return lines.length === 1 ? `${key}: ${value}` : [`${key}:`, ...lines.map((line) => `    ${line}`)].join('\n');
}
