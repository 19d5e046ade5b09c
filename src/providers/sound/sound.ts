export interface SoundOrder {
  readonly prompt: string;
  readonly durationSeconds: number;
  readonly variation: number;
  readonly signal: AbortSignal;
}

export interface Sound {
  /** RIFF WAVE, 16-bit stereo at 48 kHz; its end runs on into its beginning. */
  readonly wav: Uint8Array;
  readonly durationSeconds: number;
}

/** A supplier of ambience and music. */
export interface SoundSupplier {
  readonly name: string;
  readonly model: string;
  readonly offline: boolean;
  compose(order: SoundOrder): Promise<Sound>;
}
