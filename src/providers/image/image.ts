import { type Billed, type Declaration, defineProvider, type Media, type Model, type Provider } from '../provider';

/** GENERATE: out of the prompt, and of pictures that go into it. EDIT: the first input, changed where the mask lets it. CUT_OUT: its background goes. */
export const IMAGE_TASKS = ['GENERATE', 'EDIT', 'CUT_OUT'] as const;
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
}

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
