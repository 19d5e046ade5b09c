import { setMaxListeners } from 'node:events';
import { type DomainError, InvalidInput, LimitExceeded } from '../../pipeline/errors';
import { splitSentences } from '../../pipeline/values/sentences';
import { readWave, type Samples, trimSilence, writeWave } from '../../pipeline/values/wave';
import { HOUSED } from '../housed';
import { FREE_TEXT } from '../tariff';
import type { SpeechEngine } from './engine';
import { openEspeakNg } from './espeak-ng';
import { type EspeakWasmOptions, openEspeakWasm } from './espeak-wasm';
import { readerOf } from './scripts';
import {
  defineSpeechProvider,
  type Speech,
  type SpeechProvider,
  type SpeechRequest,
  type SpokenSentence,
} from './speech';
import { spokenText } from './spoken-text';
import { orderedVoice, voiceForLanguage, voiceNames } from './voices';

export interface OfflineSpeechOptions extends EspeakWasmOptions {
  /** Folders as in PATH, where the system's eSpeak NG is looked for. */
  readonly searchPath: string;
  readonly signal: AbortSignal;
}

const MOST_CHARACTERS = 20_000;
const PAUSE_SECONDS = 0.35;

/** Speech without keys or network. */
export async function openOfflineSpeech(options: OfflineSpeechOptions): Promise<SpeechProvider> {
  return offlineSpeech(await openSpeechEngine(options));
}

/** The system's eSpeak NG where there is one, else the same engine in WebAssembly. */
export async function openSpeechEngine(options: OfflineSpeechOptions): Promise<SpeechEngine> {
  return (await openEspeakNg(options)) ?? (await openEspeakWasm(options));
}

export function offlineSpeech(engine: SpeechEngine): SpeechProvider {
  return defineSpeechProvider({
    ...HOUSED,
    source: 'offline-speech',
    models: [{ name: engine.model, price: FREE_TEXT, limits: { characters: MOST_CHARACTERS } }],
    voices: engine.voices.map(({ name }) => name),
    atOnce: 2,
    answers: 'at once',
    make: (request, { signal }) => speak(engine, request, signal),
    close: () => engine.close(),
  });
}

async function speak(engine: SpeechEngine, order: SpeechRequest, signal: AbortSignal): Promise<Speech> {
  signal.throwIfAborted();
  const language = knownLanguage(order.language);
  assertSpeakable(order.text);
  const otherwise = languageVoice(language, engine);
  const voice = order.voice ? orderedVoice(order.voice, { voices: engine.voices, otherwise }) : otherwise;
  const texts = splitSentences(order.text, language);
  const sounds = await sayAll(
    engine,
    signal,
    texts.map((text) => ({ text, voice: voiceOf(text, language, engine) ?? voice })),
  );
  return { ...joined(texts, sounds), voice, words: null, costMicros: 0n };
}

/** Null where the order's own voice speaks: the sentence is in the script of its language, or the engine has no reader for it. */
function voiceOf(sentence: string, language: string, engine: SpeechEngine): string | null {
  const reader = readerOf(sentence, language);
  return reader === language ? null : voiceForLanguage(reader, engine.voices);
}

interface Line {
  readonly text: string;
  readonly voice: string;
}

/** The first sentence that fails ends the others. */
async function sayAll(engine: SpeechEngine, signal: AbortSignal, lines: readonly Line[]): Promise<Samples[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  // One listener a sentence; Node warns at eleven.
  setMaxListeners(0, either);
  try {
    return await Promise.all(lines.map((line) => say(engine, either, line)));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

async function say(engine: SpeechEngine, signal: AbortSignal, { text, voice }: Line): Promise<Samples> {
  const spoken = spokenText(text);
  const sound = spoken ? trimSilence(readWave(await engine.say(spoken, voice, signal))) : null;
  if (!sound) throw soundless(text, voice);
  return sound;
}

function joined(
  texts: readonly string[],
  sounds: readonly Samples[],
): Pick<Speech, 'wav' | 'durationSeconds' | 'sentences'> {
  const rate = sounds[0]?.rate ?? 0;
  const pause = Math.round(rate * PAUSE_SECONDS);
  const length = sounds.reduce((sum, { values }) => sum + values.length + pause, -pause);
  const values = new Int16Array(length);
  const sentences: SpokenSentence[] = [];
  let at = 0;
  for (const [index, sound] of sounds.entries()) {
    values.set(sound.values, at);
    const endExclusive = at + sound.values.length;
    sentences.push({ text: texts[index] ?? '', startSeconds: at / rate, endSeconds: endExclusive / rate });
    at = endExclusive + pause;
  }
  return { wav: writeWave({ rate, values }), durationSeconds: length / rate, sentences };
}

function knownLanguage(language: string): string {
  try {
    return new Intl.Locale(language).toString();
  } catch {
    throw new InvalidInput('This is no language.', {
      expected: 'a BCP 47 tag such as en or de-CH',
      got: JSON.stringify(language.slice(0, 80)),
      remedy: 'Name the language of the text.',
    });
  }
}

function languageVoice(language: string, engine: SpeechEngine): string {
  const voice = voiceForLanguage(language, engine.voices);
  if (voice) return voice;
  throw new InvalidInput(`The offline speech does not speak ${language}.`, {
    expected: `one of ${voiceNames(engine.voices)}`,
    got: language,
    remedy: 'Choose one of these languages, or a supplier that speaks this one.',
  });
}

function assertSpeakable(text: string): void {
  const characters = text.length > 2 * MOST_CHARACTERS ? text.length : [...text].length;
  if (characters > MOST_CHARACTERS) {
    throw new LimitExceeded('The text is too long to be spoken at once.', {
      expected: `at most ${MOST_CHARACTERS} characters`,
      got: `${characters}`,
      remedy: 'Divide the text.',
    });
  }
  if (text.trim() === '') throw soundless(text, 'any');
}

function soundless(text: string, voice: string): DomainError {
  return new InvalidInput('There is nothing to be heard in this text.', {
    expected: 'words that the voice can say',
    got: `${JSON.stringify(text.slice(0, 80))} for the voice ${voice}`,
    remedy: 'Write words, or name the language that they are in.',
  });
}
