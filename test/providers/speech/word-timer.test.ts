import { spokenNarration } from '../../../src/pipeline/production/spoken/spoken-narration';
import type { WordTimer } from '../../../src/pipeline/production/word-timer';
import { readWave, type Samples, trimSilence, writeWave } from '../../../src/pipeline/values/wave';
import type { SpeechEngine } from '../../../src/providers/speech/engine';
import { openSpeechEngine } from '../../../src/providers/speech/offline';
import { openWordTimer } from '../../../src/providers/speech/word-timer';
import { never, workerExecArgv } from '../../support/suppliers';

let engine: SpeechEngine;
let timer: WordTimer & { close(): Promise<void> };
beforeAll(async () => {
  engine = await openSpeechEngine({ searchPath: '', signal: never, workerExecArgv });
  timer = openWordTimer({ engine, workerExecArgv });
});
afterAll(async () => {
  await timer.close();
  await engine.close();
});

const said = async (text: string, voice: string): Promise<Samples> => {
  const sound = trimSilence(readWave(await engine.say(text, voice, never)));
  if (!sound) throw new Error(`Nothing is heard of ${text}.`);
  return sound;
};
const LEAD_SECONDS = 0.02;

/** Spoken in two parts, so that the moment of the second one's first word is known by itself. */
async function joined(before: string, from: string, voice: string) {
  const [head, tail] = [await said(before, voice), await said(from, voice)];
  const values = Int16Array.from([...head.values, ...tail.values]);
  return { wav: writeWave({ rate: head.rate, values }), mentionSeconds: head.values.length / head.rate + LEAD_SECONDS };
}

const narrationOf = (text: string, language = 'en') => spokenNarration(text, { language, pronunciations: [] });
const time = (wav: Uint8Array, text: string, language = 'en') =>
  timer.time({ wav, narration: narrationOf(text, language), language, signal: never });

const MENTIONS: readonly (readonly [string, string])[] = [
  ['Trees cool the street, and as', 'Figure 3 shows, the effect grows with the age of the tree.'],
  ['The curve in', 'Fig. 7 bends upward once the temperature passes 30 °C.'],
  ['In the second experiment, the error falls below 2 %, which', 'Table 4 makes plain.'],
  ['Nobody had expected this result, but', 'Figure 6 leaves little doubt about it.'],
  ['It follows from', 'Eq. (5) that the sum never exceeds one.'],
  ['That said,', 'Figure 11 also reminds us that trees need years to grow.'],
];

test.each(['en', 'en+f2', 'en-us+m3'])(
  'a figure is heard within two frames of its mention, by the voice %s',
  async (voice) => {
    for (const [before, from] of MENTIONS) {
      const text = `${before} ${from}`;
      const { wav, mentionSeconds } = await joined(narrationOf(before).spoken, narrationOf(from).spoken, voice);
      const words = (await time(wav, text)) ?? [];
      expect(words.map((word) => word.text)).toEqual(text.split(' '));
      const mention = words[before.split(' ').length];
      expect(Math.abs((mention?.startSeconds ?? 0) - mentionSeconds)).toBeLessThan(2 / 24);
    }
  },
);

test('words come after each other within the sound, and what is not said takes no time', async () => {
  const text = 'Trees [12] help — as Fig. 3a shows — by 12.5 % 🎉 each year.';
  const { spoken } = narrationOf(text);
  const sound = await said(spoken, 'en');
  const words = (await time(writeWave(sound), text)) ?? [];
  expect(words.map((word) => word.text).join(' ')).toBe(text);
  let after = 0;
  for (const { text: word, startSeconds, endSeconds } of words) {
    expect(startSeconds).toBeGreaterThanOrEqual(after);
    expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
    if (word === '[12]' || word === '🎉') expect(endSeconds).toBe(startSeconds);
    after = endSeconds;
  }
  expect(after).toBeLessThanOrEqual(sound.values.length / sound.rate + 0.01);
});

test('the same sound has the same times', async () => {
  const wav = writeWave(await said('Trees cool the street. They need years to grow.', 'en+f3'));
  const text = 'Trees cool the street. They need years to grow.';
  expect(await time(wav, text)).toEqual(await time(wav, text));
});

test('what is no speech at all, or in a language that the engine does not speak, is not timed', async () => {
  const tone = Int16Array.from({ length: 44_100 }, (_, at) => Math.round(9_000 * Math.sin(at / 7)));
  expect(await time(writeWave({ rate: 22_050, values: tone }), 'Trees cool the street in summer.')).toBeNull();
  expect(await time(writeWave(await said('Trees', 'en')), 'Trees', 'tlh')).toBeNull();
});

test('silence is not timed, and does not fail', async () => {
  const times = await time(writeWave({ rate: 22_050, values: new Int16Array(22_050) }), 'Trees cool the street.');
  expect(times === null || times.length === 4).toBe(true);
});
