import { type Billed, type Declaration, defineProvider, type Media, type Model, type Provider } from '../provider';

export const SOUND_KINDS = ['AMBIENCE', 'MUSIC'] as const;
export type SoundKind = (typeof SOUND_KINDS)[number];

/** What a price depends on. */
export interface SoundTerms {
  readonly kind: SoundKind;
  readonly durationSeconds: number;
}

export interface SoundRequest extends SoundTerms {
  readonly prompt: string;
  readonly variation: number;
}

export interface Sound extends Billed {
  /** RIFF WAVE of the offline supplier; of others whatever sound they make. */
  readonly media: Media;
  readonly mimeType: string;
  /** Its end runs on into its beginning. */
  readonly isLoop: boolean;
}

export interface SoundModel extends Model {
  /** What is longer is made as long as can be, and repeated without a seam. */
  readonly limits: { readonly kinds: readonly SoundKind[]; readonly fromSeconds: number; readonly toSeconds: number };
}

export type SoundDeclaration = Declaration<SoundTerms, SoundRequest, Sound, SoundModel>;
/** A supplier of ambience and music. */
export type SoundProvider = Provider<SoundTerms, SoundRequest, Sound, SoundModel>;

export const defineSoundProvider = (declaration: SoundDeclaration): SoundProvider =>
  defineProvider('SOUND', declaration);
