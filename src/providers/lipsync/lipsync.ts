import { type Billed, type Declaration, defineProvider, type Media, type Model, type Provider } from '../provider';

/** What a price depends on. */
export interface LipsyncTerms {
  readonly durationSeconds: number;
}

export interface LipsyncRequest extends LipsyncTerms {
  /** MP4 with a face in it. */
  readonly film: Uint8Array;
  /** What the mouth says: RIFF WAVE. */
  readonly speech: Uint8Array;
}

export interface Synced extends Billed {
  readonly media: Media;
  readonly mimeType: string;
}

export interface LipsyncModel extends Model {
  readonly limits: { readonly toSeconds: number };
}

export type LipsyncDeclaration = Declaration<LipsyncTerms, LipsyncRequest, Synced, LipsyncModel>;
/** A supplier that moves lips to what is said. */
export type LipsyncProvider = Provider<LipsyncTerms, LipsyncRequest, Synced, LipsyncModel>;

export const defineLipsyncProvider = (declaration: LipsyncDeclaration): LipsyncProvider =>
  defineProvider('LIPSYNC', declaration);
