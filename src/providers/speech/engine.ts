import type { Voice } from './voices';

/** What speaks a sentence. The system's eSpeak NG and the one in WebAssembly are two. */
export interface SpeechEngine {
  /** Engine and version: another one, other bytes. */
  readonly model: string;
  readonly voices: readonly Voice[];
  /** A RIFF WAVE in 16-bit mono. The text is spoken as it stands: it holds no markup and no options. */
  say(sentence: string, voice: string, signal: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}
