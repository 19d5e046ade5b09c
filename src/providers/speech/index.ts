import { type OfflineSpeechOptions, openOfflineSpeech } from './offline';
import type { SpeechSupplier } from './speech';

/** Every supplier of speech, in no order of preference: one line a vendor. */
export async function openSpeechSuppliers(options: OfflineSpeechOptions): Promise<SpeechSupplier[]> {
  return [await openOfflineSpeech(options)];
}
