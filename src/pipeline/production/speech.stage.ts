import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import type { Call } from '../../providers/provider';
import type { Speech, SpeechModel, SpeechProvider, SpeechRequest, SpeechTerms } from '../../providers/speech/speech';
import { InvalidInput, MediaRefused } from '../errors';
import type { SettledWish } from '../library/wish';
import type { Ffmpeg } from '../render/ffmpeg.tool';
import { measureLoudness } from '../render/loudness.tool';
import type { MakeOrder } from '../runner/order';
import type { SupplierFailed } from '../runner/supplier-failed';
import type { MakingTrade } from '../runner/trade.tool';
import { joinedSpeech } from './joined-speech';
import { noGood } from './no-good';
import { followInPlan } from './plan-places.verb';
import { speechParts } from './speech-parts';
import { spentSoFar } from './spent-so-far';
import type { Pronunciation } from './spoken/pronunciations';
import { type SpokenNarration, spokenNarration } from './spoken/spoken-narration';
import { type MeansOf, type Unpaid, vendorOf } from './supplier.stage';
import { textOf, wordOf } from './terms';
import { voiceFor } from './voice-map';
import type { TimedWord, WordSource, WordTimer } from './word-timer';
import { guessedTimes, writtenSentences, writtenTimes } from './written-times';

export interface SoundTools {
  readonly ffmpeg: Ffmpeg;
  /** For files that live no longer than the making of one take. */
  readonly scratchDir: string;
  readonly meansOf: MeansOf;
}

export interface SpeechTools extends SoundTools {
  /** Null: where no vendor tells them, words are where their lengths put them. */
  readonly timer: WordTimer | null;
}

/** The trade that speaks. */
export function speaking(providers: readonly SpeechProvider[], tools: SpeechTools): MakingTrade {
  return {
    does: 'make',
    capability: 'SPEECH',
    vendors: providers.map((provider) => vendorOf(inParts(provider), tradingOf(provider, tools), tools.meansOf)),
    registered: (manager, { order, made }) => keepSeconds(manager, order.slotId, made.durationSeconds),
    copied: (manager, { slotId, durationSeconds }) => keepSeconds(manager, slotId, durationSeconds),
  };
}

/** Of a segment its length is kept; of a plan, what is made of it is made of this one. */
async function keepSeconds(manager: EntityManager, slotId: string, seconds: number | null): Promise<void> {
  const [, segments] = await manager.query<[unknown, number]>(
    'UPDATE segment SET actual_seconds = $2 FROM slot s WHERE s.id = $1 AND segment.id = s.owner_id',
    [slotId, seconds],
  );
  if (segments === 0) await followInPlan(manager, slotId);
}

const LANGUAGE = 'en';

/** Vendors count what is said. */
export const speechTerms = (wish: SettledWish): SpeechTerms => ({ text: narrationOf(wish.prompt ?? '', wish).spoken });

function narrationOf(text: string, { parameters }: Pick<SettledWish, 'parameters'>): SpokenNarration {
  const language = wordOf(parameters, 'language') ?? LANGUAGE;
  return spokenNarration(text, { language, pronunciations: pronunciationsOf(parameters) });
}

function pronunciationsOf({ pronunciations }: SettledWish['parameters']): Pronunciation[] {
  const given: readonly unknown[] = Array.isArray(pronunciations) ? pronunciations : [];
  return given.filter((it): it is Pronunciation => {
    const { written, spoken } = (it ?? {}) as Partial<Pronunciation>;
    return typeof written === 'string' && typeof spoken === 'string';
  });
}

function sayable(wish: SettledWish): string {
  const { spoken } = narrationOf(textOf(wish), wish);
  if (/[\p{L}\p{N}]/u.test(spoken)) return spoken;
  throw new InvalidInput('There is nothing to be heard in this text.', {
    expected: 'words',
    got: JSON.stringify(textOf(wish).slice(0, 80)),
    remedy: 'Write words: marks, addresses of notes and pictures are not spoken.',
  });
}

function tradingOf({ vendor, name, voices }: SpeechProvider, tools: SpeechTools) {
  return {
    termsOf: speechTerms,
    requestOf: async ({ wish }: MakeOrder): Promise<SpeechRequest> => ({
      text: sayable(wish),
      voice: voiceFor(wordOf(wish.parameters, 'voice'), { names: [name, vendor], voices }),
      language: wordOf(wish.parameters, 'language') ?? LANGUAGE,
      before: null,
      after: null,
      variation: wish.variation,
    }),
    delivered: (speech: Speech, { order, request, signal }: Delivering) =>
      delivered(speech, { order, request, signal, tools }),
  };
}

interface Delivering {
  readonly order: MakeOrder;
  readonly request: SpeechRequest;
  readonly signal: AbortSignal;
}

async function delivered(
  speech: Speech,
  { order: { wish }, request: { language }, signal, tools }: Delivering & { readonly tools: SpeechTools },
): Promise<Unpaid> {
  const text = textOf(wish);
  const narration = narrationOf(text, wish);
  const { words, wordsAre } = await timed(speech, { narration, language, signal, timer: tools.timer });
  return {
    media: speech.wav,
    mimeType: 'audio/wav',
    durationSeconds: speech.durationSeconds,
    width: null,
    height: null,
    ...(await heard(speech.wav, tools, signal)),
    sentences: writtenSentences({ text, language, narration, words, heard: speech.sentences ?? [] }),
    words,
    text,
    voice: speech.voice,
    parameters: { ...wish.parameters, voice: speech.voice, wordsAre },
    facts: {},
  };
}

interface Timing {
  readonly narration: SpokenNarration;
  readonly language: string;
  readonly signal: AbortSignal;
  readonly timer: WordTimer | null;
}

interface Timed {
  readonly words: TimedWord[];
  readonly wordsAre: WordSource;
}

/** By whoever knows best. The speech is paid for by now: where the timer fails it is kept all the same, and its recipe says that its words are guessed. */
async function timed({ wav, words, ...sound }: Speech, { timer, ...order }: Timing): Promise<Timed> {
  const { narration, signal } = order;
  const told = words && writtenTimes(narration, words);
  if (told) return { words: told, wordsAre: 'TOLD' };
  const aligned = await timer?.time({ wav, ...order }).catch(() => {
    signal.throwIfAborted();
    return null;
  });
  if (aligned) return { words: aligned, wordsAre: 'ALIGNED' };
  return { words: guessedTimes(narration, { ...sound, sentences: sound.sentences ?? [] }), wordsAre: 'GUESSED' };
}

/** The same provider for texts of any length: what is longer than one call may be is spoken in parts, and joined. */
export function inParts(provider: SpeechProvider): SpeechProvider {
  if (provider.answers !== 'at once') return provider;
  const make = async (request: SpeechRequest, call: Call<SpeechModel>): Promise<Speech> => {
    const { text, language } = request;
    const parts = speechParts(text, { language, mostCharacters: call.model.limits.characters });
    const spoken = await spentSoFar(parts, (part, index) =>
      provider.make(
        {
          ...request,
          text: part,
          before: parts[index - 1] ?? request.before,
          after: parts[index + 1] ?? request.after,
        },
        call,
      ),
    );
    try {
      return joinedSpeech(spoken, { parts, language });
    } catch (cause) {
      throw unheard(provider.vendor, { spoken, cause });
    }
  };
  return { ...provider, make };
}

interface Unheard {
  readonly spoken: readonly Speech[];
  readonly cause: unknown;
}

/** It was paid for, and is no sound that can be read. */
function unheard(vendor: string, { spoken, cause }: Unheard): SupplierFailed {
  const costMicros = spoken.reduce((sum, speech) => sum + speech.costMicros, 0n);
  const got = cause instanceof Error ? cause.message : String(cause);
  const error = new MediaRefused('This is no speech.', { expected: 'a RIFF WAVE in 16-bit mono', got });
  return noGood(vendor, { error, costMicros });
}

/** How loud it is, as the mix needs to know it. */
export async function heard(
  wav: Uint8Array,
  { ffmpeg, scratchDir }: Pick<SoundTools, 'ffmpeg' | 'scratchDir'>,
  signal: AbortSignal,
): Promise<{ loudnessLufs: number; truePeakDbtp: number }> {
  const dir = await mkdtemp(join(scratchDir, 'sound-'));
  try {
    const file = join(dir, 'take.wav');
    await writeFile(file, wav);
    const { integratedLufs, truePeakDbtp } = await measureLoudness(ffmpeg, file, { format: 'wav', signal });
    return { loudnessLufs: integratedLufs, truePeakDbtp };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
