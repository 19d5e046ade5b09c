import { type Billed, type Declaration, defineProvider, type Media, type Model, type Provider } from '../provider';

/** What a price depends on. */
export interface VideoTerms {
  /** One of those that the model makes: whoever orders a longer clip orders several, each from the last frame of the one before. */
  readonly durationSeconds: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly rate: { readonly numerator: number; readonly denominator: number };
}

export interface VideoRequest extends VideoTerms {
  readonly prompt: string;
  /** PNG or JPEG: the first frame. */
  readonly still: Uint8Array;
  readonly variation: number;
}

export interface Clip extends Billed {
  /** MP4. Its sound, where it has one, is not used. */
  readonly media: Media;
  readonly mimeType: string;
}

export interface VideoModel extends Model {
  readonly limits: {
    /** Such as 4, 6, 8: in seconds, ascending. */
    readonly durationsSeconds: readonly number[];
    /** It makes any between the first of them and the last. */
    readonly isStepless?: boolean;
    /** Such as `16:9`. */
    readonly aspectRatios: readonly string[];
    readonly promptCharacters: number;
  };
}

export type VideoDeclaration = Declaration<VideoTerms, VideoRequest, Clip, VideoModel>;
/** A supplier of motion: a still becomes a clip. */
export type VideoProvider = Provider<VideoTerms, VideoRequest, Clip, VideoModel>;

export const defineVideoProvider = (declaration: VideoDeclaration): VideoProvider =>
  defineProvider('VIDEO', declaration);
