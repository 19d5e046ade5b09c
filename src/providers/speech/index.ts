import { byHouse } from '../by-house';
import { type OfflineSpeechOptions, openOfflineSpeech } from './offline';
import type { SpeechProvider } from './speech';
import * as vendors from './vendors';

export const SPEECH_VENDORS: readonly SpeechProvider[] = byHouse(vendors);

/** Those, and who stands in for them. */
export async function openSpeechProviders(options: OfflineSpeechOptions): Promise<SpeechProvider[]> {
  return [...SPEECH_VENDORS, await openOfflineSpeech(options)];
}
