import { type Billed, type Declaration, defineProvider, type Model, type Provider } from '../provider';

/** Where a word or a sentence is heard within the speech. */
export interface SpokenStretch {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}
export type SpokenSentence = SpokenStretch;

/** What a price depends on. */
export interface SpeechTerms {
  readonly text: string;
}

export interface SpeechRequest extends SpeechTerms {
  /** A voice of the vendor's, or any words; null: its own choice. */
  readonly voice: string | null;
  /** BCP 47: `en`, `de-CH`. */
  readonly language: string;
  /** What is said before and after, where a text is spoken in parts: for the melody, not to be heard. */
  readonly before: string | null;
  readonly after: string | null;
  /** Another number, another reading. */
  readonly variation: number;
}

export interface Speech extends Billed {
  /** RIFF WAVE, 16-bit PCM, mono. */
  readonly wav: Uint8Array;
  readonly durationSeconds: number;
  /** The one that really spoke. */
  readonly voice: string;
  /** In order; together they hold the words of the text. Null: the vendor says nothing of them, and they are found in the sound. */
  readonly sentences: readonly SpokenSentence[] | null;
  /** In order. Null: the vendor does not tell. */
  readonly words: readonly SpokenStretch[] | null;
}

export interface SpeechModel extends Model {
  /** `characters`: of one call; what is longer is spoken in parts, at the ends of sentences. */
  readonly limits: { readonly characters: number };
}

export type SpeechDeclaration = Declaration<SpeechTerms, SpeechRequest, Speech, SpeechModel> & {
  /** By which people may ask for them. */
  readonly voices: readonly string[];
};
/** A supplier of speech. Refuses with a `DomainError` what it cannot say, and fails as `failures.ts` has it. */
export type SpeechProvider = Provider<SpeechTerms, SpeechRequest, Speech, SpeechModel> &
  Pick<SpeechDeclaration, 'voices'>;

export function defineSpeechProvider(declaration: SpeechDeclaration): SpeechProvider {
  return { ...defineProvider('SPEECH', declaration), voices: declaration.voices };
}
