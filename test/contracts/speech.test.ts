import { SPEECH_VENDORS } from '../../src/providers/speech';
import type { Speech, SpeechModel, SpeechRequest, SpeechTerms } from '../../src/providers/speech/speech';
import { SAMPLE_SECONDS } from '../support/samples';
import { parseWave } from '../support/waves';
import { contractOf } from './suite';

const TEXT = 'The harbour sleeps. A lamp goes out, and then another one.';

contractOf<SpeechTerms, SpeechRequest, Speech, SpeechModel>({
  vendors: SPEECH_VENDORS,
  requestOf: async () => ({ text: TEXT, voice: null, language: 'en', before: null, after: null, variation: 1 }),
  orderOf: ({ text }) => ({ characters: text.length, seconds: SAMPLE_SECONDS }),
  assertMade: async ({ wav, durationSeconds, voice, sentences, words }) => {
    const { format, channels, rate, bits, frames } = parseWave(wav);
    expect([format, channels, bits]).toEqual([1, 1, 16]);
    expect(durationSeconds).toBeCloseTo(frames / rate, 3);
    expect(durationSeconds).toBeGreaterThan(SAMPLE_SECONDS * 0.95);
    expect(durationSeconds).toBeLessThan(SAMPLE_SECONDS * 1.1);
    expect(voice).not.toBe('');
    for (const stretches of [sentences, words]) assertInOrder(stretches ?? [], durationSeconds);
  },
});

function assertInOrder(stretches: NonNullable<Speech['words']>, durationSeconds: number): void {
  let at = 0;
  for (const { startSeconds, endSeconds } of stretches) {
    expect(startSeconds).toBeGreaterThanOrEqual(at);
    expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
    at = startSeconds;
  }
  expect(at).toBeLessThanOrEqual(durationSeconds);
}
