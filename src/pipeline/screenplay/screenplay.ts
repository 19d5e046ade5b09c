import type { StoryFormat } from '../shots/shot';
import type { JsonObject } from '../values/canonical-json';

/** The files that a screenplay comes in and leaves as. */
export const SCREENPLAY_FORMATS = ['FOUNTAIN', 'FDX', 'JSON'] as const;
export type ScreenplayFormat = (typeof SCREENPLAY_FORMATS)[number];

/** What may stand under the heading of a scene. SHOT is a heading within it: `CLOSE ON the key`. */
export const ELEMENT_KINDS = [
  'ACTION',
  'CHARACTER',
  'PARENTHETICAL',
  'DIALOGUE',
  'LYRIC',
  'TRANSITION',
  'SHOT',
  'CENTRED',
  'NOTE',
  'BONEYARD',
  'SECTION',
  'SYNOPSIS',
  'PAGE_BREAK',
] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

export interface ScreenplayElement {
  readonly kind: ElementKind;
  /**
   * Without the marks that say its kind (`@`, `!`, `~`, the brackets of a parenthetical); with marks of emphasis and with the notes
   * that stand within it. `RAE (V.O.)` is the text of a CHARACTER. A blank line parts paragraphs.
   */
  readonly text: string;
  /** Of a CHARACTER whose speech stands beside the one before it. */
  readonly isDual?: boolean;
  /** Of a SECTION, from 1. */
  readonly depth?: number;
}

/** Whether things stand well (`+`) or badly (`-`) for the hero. */
export type Polarity = '+' | '-';

export interface ScreenplayScene {
  /** As its writer counts: `12A`. Null where they do not. */
  readonly label: string | null;
  /** `INT. HOUSE - KITCHEN - DAY`, without its number. */
  readonly slugline: string;
  readonly elements: readonly ScreenplayElement[];
  /** 1 to 4 (4: Act Three) out of a section, an act of the file, or its beat; null where none says so. */
  readonly act: number | null;
  /** One of the fifteen, as written. */
  readonly beat: string | null;
  readonly emotionalStart: Polarity | null;
  readonly emotionalEnd: Polarity | null;
  readonly conflict: string | null;
  readonly charactersPresent: readonly string[];
  readonly targetSeconds: number | null;
  readonly boardCardNumber: number | null;
  readonly snowflakeSceneId: string | null;
  /** What else the file says of it, under the file's names. */
  readonly extra: JsonObject;
}

export interface TitleField {
  /** As written: `Draft date`. */
  readonly key: string;
  readonly value: string;
}

export interface Screenplay {
  readonly title: string;
  readonly author: string | null;
  readonly format: StoryFormat | null;
  readonly genre: string | null;
  readonly logline: string | null;
  /** In order, title and author among them. */
  readonly titlePage: readonly TitleField[];
  /** What stands before the first scene: `FADE IN:`. */
  readonly opening: readonly ScreenplayElement[];
  readonly scenes: readonly ScreenplayScene[];
  /** What else the file says of it, under the file's names. */
  readonly extra: JsonObject;
}

/** A screenplay to the letter. */
export interface KeptText {
  readonly fileFormat: ScreenplayFormat;
  readonly source: string;
}
