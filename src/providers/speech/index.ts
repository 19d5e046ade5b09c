import { type OfflineSpeechOptions, openOfflineSpeech } from './offline';
import { openaiSpeech } from './openai';
import type { SpeechProvider } from './speech';

/** Every vendor of speech that is asked over the network, the server's own choice first: one line a vendor. */
export const SPEECH_VENDORS: readonly SpeechProvider[] = [openaiSpeech];

/** Those, and who stands in for them. */
export async function openSpeechProviders(options: OfflineSpeechOptions): Promise<SpeechProvider[]> {
  return [...SPEECH_VENDORS, await openOfflineSpeech(options)];
}
