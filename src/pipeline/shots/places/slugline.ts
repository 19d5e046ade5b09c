import type { Slugline } from '../shot-list';
import { type When, whenOf } from './times';

const BOTH =
  /^(?:int(?:erior)?\.? ?\/ ?ext(?:erior)?|ext(?:erior)?\.? ?\/ ?int(?:erior)?|i\.? ?\/ ?e|e\.? ?\/ ?i)(?:[.:]|(?= )|$)/i;
const ONE = /^(int(?:erior)?|ext(?:erior)?|est)(?:[.:]|(?= )|$)/i;
/** `FLASHBACK - INT. HOUSE`: what stands before the heading proper. */
const LEAD_IN =
  /^(?:flashback|flash ?forward|intercut(?: with)?|dream|montage|back to(?: scene)?) ?(?:[:–—]|-{1,2})? ?(?=(?:int|ext|i\/e)[. /])/i;
/** A hyphen parts where a blank stands beside it, a longer dash always. */
const BETWEEN = / ?(?:-{2,3}|[–—―]) ?| -{1} ?|-{1} /g;
/** Some writers part with a full stop or a comma: `HOUSE. NIGHT`, `HOUSE, NIGHT`. */
const LESSER = /[.,] (?=[^.,]*\.?$)/;
/** No slugline of anybody is longer; what comes after says neither place nor time. */
const MOST_CHARACTERS = 1_000;

/** A heading of a scene, whatever its writer's habits. Any text is read; what is no slugline is a place. */
export function readSlugline(text: string): Slugline {
  const whole = text
    .slice(0, MOST_CHARACTERS)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.(?=[^.])/, '')
    .replace(LEAD_IN, '');
  const { intExt, rest } = prefixOf(whole);
  const { place, whens } = withoutTimes(rest.replace(/^[ .:]+/, ''), intExt !== null);
  const timeOfDay = whens.find((when) => when.timeOfDay !== null)?.timeOfDay ?? null;
  return { intExt, place, timeOfDay, isContinued: whens.some((when) => when.isContinued) };
}

function prefixOf(text: string): { intExt: Slugline['intExt']; rest: string } {
  const both = BOTH.exec(text);
  if (both !== null) return { intExt: 'INT_EXT', rest: text.slice(both[0].length) };
  const one = ONE.exec(text);
  if (one === null) return { intExt: null, rest: text };
  const rest = text.slice(one[0].length);
  const said = one[1]?.toLowerCase() ?? '';
  if (!said.startsWith('est')) return { intExt: said.startsWith('int') ? 'INT' : 'EXT', rest };
  const inner = prefixOf(rest.trim());
  return { intExt: inner.intExt ?? 'EXT', rest: inner.rest };
}

/** From the end, as long as a whole part says when. The first part is a place, unless nothing else is said: `.LATER`, `INT. NIGHT`. */
function withoutTimes(text: string, hasPrefix: boolean): { place: string; whens: When[] } {
  const whens: When[] = [];
  let place = text;
  for (let last = lastPart(place); last !== null; last = lastPart(place)) {
    if (last.isFirst && (whens.length > 0 || (hasPrefix && last.when.timeOfDay === null))) break;
    whens.unshift(last.when);
    place = last.before;
  }
  return { place: place.replace(/^[ \-–—―]+|[ \-–—―]+$/g, ''), whens };
}

interface LastPart {
  readonly when: When;
  readonly before: string;
  readonly isFirst: boolean;
}

function lastPart(text: string): LastPart | null {
  if (text === '') return null;
  const cut = lastCut(text);
  const whole = whenOf(cut === null ? text : text.slice(cut.end));
  if (whole !== null) return { when: whole, before: text.slice(0, cut?.start ?? 0), isFirst: cut === null };
  return lesserPart(text);
}

function lastCut(text: string): { start: number; end: number } | null {
  let cut: { start: number; end: number } | null = null;
  for (const found of text.matchAll(BETWEEN)) cut = { start: found.index, end: found.index + found[0].length };
  return cut;
}

/** `HOUSE (NIGHT)`, `HOUSE. NIGHT.`, `HOUSE, NIGHT`. */
function lesserPart(text: string): LastPart | null {
  const start = text.endsWith(')') ? text.lastIndexOf('(') : (LESSER.exec(text)?.index ?? -1);
  if (start <= 0) return null;
  const when = whenOf(text.slice(start + 1).replace(/\)$/, ''));
  return when === null ? null : { when, before: text.slice(0, start).trimEnd(), isFirst: false };
}
