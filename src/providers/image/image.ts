import { type Billed, type Declaration, defineProvider, type Media, type Model, type Provider } from '../provider';

/** GENERATE: out of the prompt, and of pictures that go into it. EDIT: the first input, changed where the mask lets it. CUT_OUT: its background goes. */
export const DRAWING_TASKS = ['GENERATE', 'EDIT', 'CUT_OUT'] as const;
export type DrawingTask = (typeof DRAWING_TASKS)[number];

/** PAGE: the first input fitted on a designed page, with its caption. CARD: words alone. CHART: stated numbers. They are set, never drawn: no model makes them. */
export const SETTING_TASKS = ['PAGE', 'CARD', 'CHART'] as const;

export const IMAGE_TASKS = [...DRAWING_TASKS, ...SETTING_TASKS] as const;
export type ImageTask = (typeof IMAGE_TASKS)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a price depends on. */
export interface ImageTerms {
  readonly task: ImageTask;
  readonly size: Size;
  readonly prompt: string;
  readonly inputs: readonly { readonly name: string }[];
}

export interface ImageRequest extends ImageTerms {
  /** In whatever words; null: the supplier's own choice. */
  readonly style: string | null;
  /** Another number, another picture of the same prompt. */
  readonly variation: number;
  /** PNG or JPEG. GENERATE: pictures that go into this one. EDIT and CUT_OUT: the first is what is changed. */
  readonly inputs: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** PNG of the size of the first input: white is what may change. Null: all of it. */
  readonly mask: Uint8Array | null;
  /** Shown below an input picture. */
  readonly caption: string | null;
  /** PAGE: what the figure is called ("Figure 3"), and where it is from. */
  readonly label?: string | null;
  readonly source?: string | null;
  /** CARD alone: which one, with its words. */
  readonly card?: Card;
  /** CHART alone. */
  readonly chart?: ChartWords;
}

export const CHART_TYPES = ['bar', 'line', 'pie', 'table', 'custom'] as const;

/** What somebody stated, and how it is to be shown. */
export interface ChartWords {
  readonly type: (typeof CHART_TYPES)[number];
  readonly title: string;
  readonly data: readonly { readonly label: string; readonly value: number; readonly unit: string | null }[];
}

/** TEXT: a statement. TITLE: what the film is called. END: what it was made from. MISSING: in place of a picture that is not there. */
export const CARD_KINDS = ['TEXT', 'TITLE', 'END', 'MISSING'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

export interface Card {
  readonly kind: CardKind;
  /** Small, before the text: a chapter; of TITLE what stands below it; of MISSING what is missing. */
  readonly heading: string | null;
  /** What is said, or what the film is called; of END what heads the list. */
  readonly text: string;
  readonly concepts: readonly string[];
  readonly sources: readonly CardSource[];
  /** Of END: "Made with …". */
  readonly madeWith: string | null;
}

export interface CardSource {
  readonly title: string;
  readonly authors: string | null;
  /** Where and when: "Urban Climate 61, 2025". */
  readonly detail: string | null;
}

/** A card that nobody ordered in advance: drawn while a film is rendered, where a picture is missing. PNG. */
export interface StandInCard {
  readonly kind: 'MISSING' | 'TEXT';
  readonly heading: string | null;
  readonly text: string;
  readonly style: string | null;
}
export type DrawCard = (card: StandInCard, size: Size, signal: AbortSignal) => Promise<Uint8Array>;

export interface Picture extends Billed {
  /** PNG or JPEG; of CUT_OUT a PNG with transparency. */
  readonly media: Media;
  readonly mimeType: string;
  /** Null: it is read from the picture. */
  readonly size: Size | null;
  /** The style that it was really drawn in, as whoever drew it calls it. */
  readonly style: string | null;
}

export interface ImageModel extends Model {
  readonly limits: {
    readonly tasks: readonly ImageTask[];
    /** The sizes that it makes; the one nearest in shape is ordered, and the film fits it. Null: any within `mostPixels`. */
    readonly sizes: readonly string[] | null;
    readonly mostPixels: number;
    readonly promptCharacters: number;
    /** How many pictures may go in. */
    readonly inputs: number;
  };
}

export type ImageDeclaration = Declaration<ImageTerms, ImageRequest, Picture, ImageModel>;
/** A supplier of stills. Refuses with a `DomainError` what it cannot draw. */
export type ImageProvider = Provider<ImageTerms, ImageRequest, Picture, ImageModel>;

export const defineImageProvider = (declaration: ImageDeclaration): ImageProvider =>
  defineProvider('IMAGE', declaration);
