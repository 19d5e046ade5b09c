import type { PacingCurve } from '../shot';
import { foldedWords } from './decompose/words';

/** A beat of the sheet by which a film is built: where it belongs, how fast it runs. */
export interface Beat {
  readonly name: string;
  /** From 1 to 4 (4: Act Three). */
  readonly act: number;
  readonly pacing: PacingCurve;
  /** Its blows are the ones that the hero does not get over at once. */
  readonly isDisaster: boolean;
  /** Its violence is the film's climax, and not one more action. */
  readonly isClimax: boolean;
  /** Other ways in which people write it, folded. */
  readonly alsoCalled: readonly string[];
}

type Row = readonly [name: string, act: number, pacing: PacingCurve, marks?: string, alsoCalled?: readonly string[]];

const ROWS: readonly Row[] = [
  ['Opening Image', 1, 'MODERATE'],
  ['Theme Stated', 1, 'MODERATE', '', ['theme']],
  ['Set-Up', 1, 'MODERATE', '', ['setup']],
  ['Catalyst', 1, 'ACCELERATING', 'disaster', ['inciting incident']],
  ['Debate', 1, 'MODERATE'],
  ['Break into Two', 2, 'ACCELERATING', '', ['break into 2', 'break into act two', 'break into act 2']],
  ['B Story', 2, 'MODERATE'],
  ['Fun and Games', 2, 'MODERATE', '', ['fun games', 'promise of the premise']],
  ['Midpoint', 2, 'ACCELERATING', 'disaster', ['mid point']],
  ['Bad Guys Close In', 3, 'ACCELERATING'],
  ['All Is Lost', 3, 'RAPID', 'disaster climax'],
  ['Dark Night of the Soul', 3, 'DECELERATING', '', ['dark night']],
  [
    'Break into Three',
    4,
    'ACCELERATING',
    'disaster climax',
    ['break into 3', 'break into act three', 'break into act 3'],
  ],
  ['Finale', 4, 'RAPID', 'climax'],
  ['Final Image', 4, 'DECELERATING', '', ['closing image']],
];

export const BEATS: readonly Beat[] = ROWS.map(([name, act, pacing, marks = '', alsoCalled = []]) => ({
  name,
  act,
  pacing,
  isDisaster: marks.includes('disaster'),
  isClimax: marks.includes('climax'),
  alsoCalled,
}));

/** Where in the film, as a share of its scenes, the acts 2, 3 and 4 begin that nobody named. */
const ACT_STARTS = [0.23, 0.5, 0.77];

const NAMES = BEATS.flatMap((beat) =>
  [foldedWords(beat.name).join(' '), ...beat.alsoCalled].map((name) => ({ name: ` ${name} `, beat })),
);
/** A beat is named in a few words; what follows is a description of the card. */
const LOOKED_AT = 200;

/** `Beat 4: Catalyst`, `ALL IS LOST!`, `set up - the office`: the beat that is named first; null where none is. */
export function beatOf(text: string | null): Beat | null {
  if (text === null) return null;
  const line = ` ${foldedWords(text.slice(0, LOOKED_AT)).join(' ')} `;
  const found = NAMES.map(({ name, beat }) => ({ at: line.indexOf(name), length: name.length, beat })).filter(
    ({ at }) => at >= 0,
  );
  return found.sort((a, b) => a.at - b.at || b.length - a.length)[0]?.beat ?? null;
}

/** The act in which a scene stands by its place alone. */
export function actAt(index: number, count: number): number {
  return 1 + ACT_STARTS.filter((start) => index / count >= start).length;
}
