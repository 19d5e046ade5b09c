import type { ShotTransition, ShotType } from '../../shot';
import { foldedWords } from './words';

/** What a heading within a scene begins with; the first that fits counts, so the longer stands first. */
const HEADINGS: readonly (readonly [words: string, asks: ShotType | null])[] = [
  ['extreme close', 'EXTREME_CLOSE_UP'],
  ['ecu', 'EXTREME_CLOSE_UP'],
  ['xcu', 'EXTREME_CLOSE_UP'],
  ['medium close', 'MEDIUM_CLOSE'],
  ['medium wide', 'MEDIUM_WIDE'],
  ['medium long', 'MEDIUM_WIDE'],
  ['medium shot', 'MEDIUM'],
  ['medium on', 'MEDIUM'],
  ['extreme wide', 'EXTREME_WIDE'],
  ['extreme long', 'EXTREME_WIDE'],
  ['aerial', 'EXTREME_WIDE'],
  ['close on', 'CLOSE_UP'],
  ['close up', 'CLOSE_UP'],
  ['close shot', 'CLOSE_UP'],
  ['close angle', 'CLOSE_UP'],
  ['closeup', 'CLOSE_UP'],
  ['close', 'CLOSE_UP'],
  ['cu', 'CLOSE_UP'],
  ['tight on', 'CLOSE_UP'],
  ['insert', 'INSERT'],
  ['over the shoulder', 'OVER_SHOULDER'],
  ['over shoulder', 'OVER_SHOULDER'],
  ['ots', 'OVER_SHOULDER'],
  ['pov', 'POV'],
  ['wide', 'WIDE'],
  ['long shot', 'WIDE'],
  ['full shot', 'WIDE'],
  ['establishing', 'WIDE'],
  ['two shot', 'TWO_SHOT'],
  ['group shot', 'GROUP'],
  ['angle on', null],
  ['another angle', null],
  ['new angle', null],
  ['reverse angle', null],
  ['on', null],
];

/** Longer than any heading's first words. */
const LOOKED_AT = 80;

export interface AskedFraming {
  readonly type: ShotType | null;
}

/** Of a SHOT: what it asks for, in any case. */
export function framingOfHeading(text: string): AskedFraming {
  const words = foldedWords(text.slice(0, LOOKED_AT));
  const line = `${words.join(' ')} `;
  const [, type] = HEADINGS.find(([start]) => line.startsWith(`${start} `)) ?? [];
  return { type: type ?? (words.includes('pov') ? 'POV' : null) };
}

const CAPITALS = /^[\p{Lu}\p{M}'’. -]{3,80}/u;

/** Of an action that begins with one, in capitals: `CLOSE ON the key.`; null where it begins otherwise. */
export function framingOfAction(text: string): AskedFraming | null {
  const capitals = foldedWords(CAPITALS.exec(text)?.[0] ?? '');
  const line = `${capitals.join(' ')} `;
  const found = HEADINGS.find(([start]) => start.length > 2 && start !== 'close' && line.startsWith(`${start} `));
  if (found) return { type: found[1] };
  return capitals.includes('pov') ? { type: 'POV' } : null;
}

const OF_PERSON: readonly ShotType[] = ['CLOSE_UP', 'EXTREME_CLOSE_UP', 'MEDIUM_CLOSE', 'MEDIUM'];
const OF_PEOPLE: readonly ShotType[] = ['OVER_SHOULDER', 'TWO_SHOT', 'GROUP'];

/** A close-up of the key is an insert; a shot of two wants somebody in it. */
export function framingOf(type: ShotType | null, people: number): ShotType | undefined {
  if (type === null || people > 0) return type ?? undefined;
  if (OF_PERSON.includes(type)) return 'INSERT';
  return OF_PEOPLE.includes(type) ? undefined : type;
}

/** By words that its text holds; the first that fits counts. */
const TRANSITIONS: readonly (readonly [words: string, asks: ShotTransition])[] = [
  ['smash', 'SMASH_CUT'],
  ['match', 'MATCH_CUT'],
  ['dissolve', 'DISSOLVE'],
  ['wipe', 'WIPE'],
  ['fade in', 'FADE_FROM_BLACK'],
  ['fade up', 'FADE_FROM_BLACK'],
  ['fade from', 'FADE_FROM_BLACK'],
  ['fade out', 'FADE_BLACK'],
  ['fade to', 'FADE_BLACK'],
  ['fade', 'FADE_BLACK'],
  ['pre lap', 'J_CUT'],
  ['prelap', 'J_CUT'],
  ['j cut', 'J_CUT'],
  ['l cut', 'L_CUT'],
  ['cut', 'CUT'],
  ['back to', 'CUT'],
  ['intercut', 'CUT'],
];

export function askedTransition(text: string): ShotTransition | null {
  const line = ` ${foldedWords(text.slice(0, LOOKED_AT)).join(' ')} `;
  return TRANSITIONS.find(([words]) => line.includes(` ${words} `))?.[1] ?? null;
}

const TITLE = /^(?:SUPER|TITLE|TITLE CARD|TITLE OVER|CHYRON|LEGEND|SUBTITLE|SUPERIMPOSE|SUPERIMPOSITION)\s*:/u;
const LATER = /^[^\p{Ll}]{0,40}\bLATER\b[^\p{Ll}]{0,40}$/u;
const TIME_CUT = /^(?:TIME CUT|TIME JUMP|FLASHBACK|FLASH FORWARD|BACK TO PRESENT)\b/u;
const MONTAGE = /\b(?:MONTAGE|SERIES OF SHOTS)\b/u;
const END = /^END\b/u;

/** Time passes before what follows: `LATER`, `SUPER: Berlin, 1961`, `TIME CUT:`. */
export function skipsTime(text: string): boolean {
  return TITLE.test(text) || TIME_CUT.test(text) || (text.length <= LOOKED_AT && LATER.test(text));
}

/** Whether a heading opens (`MONTAGE - RAE TRAINS`) or closes (`END MONTAGE`) a run of short pictures; null: neither. */
export function montageAt(text: string): boolean | null {
  if (text.length > LOOKED_AT || !MONTAGE.test(text)) return null;
  return !END.test(text);
}

/** `- Rae runs.`, `A) Rae runs.`, `3. Rae runs.` */
export function isListed(text: string): boolean {
  return /^(?:[-–—•*]+\s|(?:\p{Lu}|\d{1,2})[.)]\s)/u.test(text);
}

/** `THE END` belongs to the last picture, and so does what ends an insert: `BACK TO SCENE`. */
export function isEnd(text: string): boolean {
  return /^(?:THE END|FIN|END|ENDE|(?:BACK TO|END OF) (?:SCENE|SHOT|INSERT))[.!:]?$/iu.test(text);
}
