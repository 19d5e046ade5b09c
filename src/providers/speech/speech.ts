/** Where a sentence is heard within the speech. */
export interface SpokenSentence {
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface SpeechOrder {
  readonly text: string;
  /** A voice of the supplier's; null: its own choice. */
  readonly voice: string | null;
  /** BCP 47: `en`, `de-CH`. */
  readonly language: string;
  readonly signal: AbortSignal;
}

export interface Speech {
  /** RIFF WAVE, 16-bit PCM. */
  readonly wav: Uint8Array;
  readonly durationSeconds: number;
  readonly voice: string;
  /** In order; together they hold the words of the text. */
  readonly sentences: readonly SpokenSentence[];
}

/** A supplier of speech. Refuses with a `DomainError` what it cannot say. */
export interface SpeechSupplier {
  readonly name: string;
  /** What a recipe names beside the supplier: another model, other bytes. */
  readonly model: string;
  readonly offline: boolean;
  speak(order: SpeechOrder): Promise<Speech>;
  close(): Promise<void>;
}
