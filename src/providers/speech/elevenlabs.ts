import { contentHash } from '../../pipeline/values/content-hash';
import { waveHeader } from '../../pipeline/values/wave-header';
import { checkElevenLabs, ELEVENLABS, elevenLabs } from '../elevenlabs/client';
import { billedMicros } from '../elevenlabs/credits';
import { elevenLabsDialect } from '../elevenlabs/dialect';
import { ELEVENLABS_DOCUMENTED, refusedAt } from '../elevenlabs/documented';
import { orderedMicros, SPEECH_MODELS, speechModelNamed } from '../elevenlabs/speech-models';
import { ELEVENLABS_VOICES, elevenLabsVoice } from '../elevenlabs/voices';
import { BadReply } from '../failures';
import { seedOf } from '../mulberry32';
import type { Call } from '../provider';
import { signalOfItsOwn } from '../signal-of-its-own';
import { exactly } from '../tariff';
import { through } from '../through';
import { type Alignment, alignedWords } from './aligned-words';
import { defineSpeechProvider, type Speech, type SpeechModel, type SpeechRequest } from './speech';

const RATE = 24_000;
/** Of what is said before and after: enough for the melody. */
const NEIGHBOUR_CHARACTERS = 1_000;
const PATH = '/v1/text-to-speech/:voice/with-timestamps';

export const elevenLabsSpeech = defineSpeechProvider({
  ...ELEVENLABS,
  models: SPEECH_MODELS,
  voices: ELEVENLABS_VOICES,
  timeoutSeconds: 600,
  price: ({ text }, model) => exactly(orderedMicros(text, model)),
  answers: 'at once',
  make: speak,
  check: checkElevenLabs,
  documented: {
    ...ELEVENLABS_DOCUMENTED,
    made: [
      {
        method: 'POST',
        path: PATH,
        headers: { 'request-id': 'Hq1Vn8RkL2', 'character-cost': '{{characters}}' },
        body: {
          json: {
            audio_base64: '{{base64 audio/pcm}}',
            alignment: alignedHello(),
            normalized_alignment: alignedHello(),
          },
        },
      },
    ],
    refused: refusedAt(PATH),
  },
});

function alignedHello() {
  return {
    characters: ['H', 'e', 'l', 'l', 'o'],
    character_start_times_seconds: [0, 0.1, 0.2, 0.3, 0.4],
    character_end_times_seconds: [0.1, 0.2, 0.3, 0.4, 0.6],
  };
}

async function speak(request: SpeechRequest, call: Call<SpeechModel>): Promise<Speech> {
  const voice = elevenLabsVoice(request.voice);
  const { data, rawResponse } = await through(call, elevenLabsDialect, async (fetch) => {
    const client = elevenLabs({ means: call.means, fetch });
    const options = { abortSignal: signalOfItsOwn(call.signal) };
    return client.textToSpeech.convertWithTimestamps(voice.id, orderOf(request, call.model), options).withRawResponse();
  });
  const costMicros = billedMicros(rawResponse.headers) ?? orderedMicros(request.text, call.model);
  const sound = soundOf(data.audioBase64, costMicros);
  const words =
    data.alignment && alignedWords(alignmentOf(data.alignment, costMicros), { ...sound, text: request.text });
  return { ...sound, voice: voice.name, sentences: null, words: words ?? null, costMicros };
}

/** What a model does not take is left out: the client would send it as null. */
function orderOf({ text, language, before, after, variation }: SpeechRequest, model: SpeechModel) {
  const { isStitched, isToldLanguage } = speechModelNamed(model);
  const languageCode = isToldLanguage ? codeOf(language) : null;
  return {
    text,
    modelId: model.name,
    outputFormat: 'pcm_24000' as const,
    seed: seedOf(contentHash({ variation })),
    ...(isStitched && before ? { previousText: before.slice(-NEIGHBOUR_CHARACTERS) } : {}),
    ...(isStitched && after ? { nextText: after.slice(0, NEIGHBOUR_CHARACTERS) } : {}),
    ...(languageCode ? { languageCode } : {}),
  };
}

/** ISO 639-1. What has no such code, or is no language, it finds out by itself. */
function codeOf(language: string): string | null {
  return /^([a-z]{2})(?:-|$)/i.exec(language)?.[1]?.toLowerCase() ?? null;
}

interface Heard {
  readonly wav: Uint8Array;
  readonly durationSeconds: number;
}

/** 16-bit mono as it comes: only the header of a WAVE is missing. */
function soundOf(base64: string, costMicros: bigint): Heard {
  const pcm = Buffer.from(base64, 'base64');
  if (pcm.length === 0 || pcm.length % 2 > 0)
    throw unusable(`${pcm.length} bytes of sound in 16 bits.`, pcm, costMicros);
  const wav = Buffer.concat([waveHeader({ rate: RATE, channels: 1, dataBytes: pcm.length }), pcm]);
  return { wav, durationSeconds: pcm.length / 2 / RATE };
}

interface Told {
  readonly characters: readonly string[];
  readonly characterStartTimesSeconds: readonly number[];
  readonly characterEndTimesSeconds: readonly number[];
}

function alignmentOf(told: Told, costMicros: bigint): Alignment {
  const { characters, characterStartTimesSeconds: startSeconds, characterEndTimesSeconds: endSeconds } = told;
  const isWhole = [startSeconds, endSeconds].every((times) => times.length === characters.length);
  if (isWhole) return { characters, startSeconds, endSeconds };
  throw unusable('times for other characters than it spoke.', Buffer.from(JSON.stringify(told)), costMicros);
}

function unusable(message: string, evidence: Uint8Array, costMicros: bigint): BadReply {
  return new BadReply({ vendor: elevenLabsDialect.vendor, message, billed: { micros: costMicros }, evidence });
}
