import { byHouse } from '../by-house';
import type { SpeechEngine } from './engine';
import { offlineSpeech } from './offline';
import type { SpeechProvider } from './speech';
import * as vendors from './vendors';

export { openSpeechEngine } from './offline';
export { openWordTimer } from './word-timer';

export const SPEECH_VENDORS: readonly SpeechProvider[] = byHouse(vendors);

/** Those, and who stands in for them. */
export function openSpeechProviders(engine: SpeechEngine): SpeechProvider[] {
  return [...SPEECH_VENDORS, offlineSpeech(engine)];
}
