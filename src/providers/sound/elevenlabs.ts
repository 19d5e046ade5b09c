import type { ElevenLabsClient } from '@elevenlabs/elevenlabs-js';
import { sniffedType } from '../../pipeline/values/media-type';
import { checkElevenLabs, ELEVENLABS, elevenLabs } from '../elevenlabs/client';
import { CREDITS } from '../elevenlabs/credits';
import { elevenLabsDialect } from '../elevenlabs/dialect';
import { ELEVENLABS_DOCUMENTED, refusedAt } from '../elevenlabs/documented';
import { BadReply } from '../failures';
import { gathered } from '../network/call-out';
import type { Call } from '../provider';
import { signalOfItsOwn } from '../signal-of-its-own';
import { exactly, perCall } from '../tariff';
import { through } from '../through';
import { defineSoundProvider, type Sound, type SoundModel, type SoundRequest, type SoundTerms } from './sound';

/** Of sound whose length is ordered. */
const CREDITS_A_SECOND = 40;
/** A minute that has begun is a whole one. */
const MINUTE_OF_MUSIC = perCall('0.75');

const EFFECTS = {
  name: 'eleven_text_to_sound_v2',
  price: '$0.012 per second',
  limits: { kinds: ['AMBIENCE'], fromSeconds: 0.5, toSeconds: 30 },
} as const satisfies SoundModel;
const MUSIC_NAMES = ['music_v2_5', 'music_v2'] as const;
const MUSIC: readonly SoundModel[] = MUSIC_NAMES.map((name) => {
  return { name, price: '$0.75 per minute', limits: { kinds: ['MUSIC'], fromSeconds: 3, toSeconds: 600 } };
});

const PATH = '/v1/sound-generation';

export const elevenLabsSound = defineSoundProvider({
  ...ELEVENLABS,
  models: [EFFECTS, ...MUSIC],
  timeoutSeconds: 600,
  price: (terms, model) => exactly(costOf(terms, model)),
  serves: ({ kind }, { limits }) => limits.kinds.includes(kind),
  answers: 'at once',
  make: compose,
  check: checkElevenLabs,
  documented: {
    ...ELEVENLABS_DOCUMENTED,
    made: [{ method: 'POST', path: PATH, body: { media: 'audio/mpeg' } }],
    refused: refusedAt(PATH),
  },
});

/** As long as was ordered, or as long as can be. */
function secondsOf({ durationSeconds }: SoundTerms, { limits }: SoundModel): number {
  return Math.min(Math.max(durationSeconds, limits.fromSeconds), limits.toSeconds);
}

function costOf(terms: SoundTerms, model: SoundModel): bigint {
  const seconds = secondsOf(terms, model);
  if (model.name === EFFECTS.name) return CREDITS.cost(Math.ceil(CREDITS_A_SECOND * seconds));
  return MINUTE_OF_MUSIC.cost(Math.ceil(seconds / 60));
}

async function compose(request: SoundRequest, call: Call<SoundModel>): Promise<Sound> {
  const costMicros = costOf(request, call.model);
  const isLoop = call.model.name === EFFECTS.name;
  const media = await through(call, elevenLabsDialect, async (fetch) => {
    const client = elevenLabs({ means: call.means, fetch });
    return gathered((await asked(client, request, call)) as unknown as AsyncIterable<Uint8Array>);
  });
  const sniffed = sniffedType(media);
  if ('type' in sniffed && sniffed.type === 'audio/mpeg') return { media, mimeType: sniffed.type, isLoop, costMicros };
  const message = `${'type' in sniffed ? sniffed.type : sniffed.refused} in the place of an MP3.`;
  throw new BadReply({ vendor: elevenLabsDialect.vendor, message, evidence: media });
}

/** As MP3: raw sound does not say how many channels it has. */
function asked(client: ElevenLabsClient, request: SoundRequest, { model, signal }: Call<SoundModel>) {
  const seconds = secondsOf(request, model);
  const options = { abortSignal: signalOfItsOwn(signal) };
  const { prompt } = request;
  if (model.name === EFFECTS.name) {
    const outputFormat = 'mp3_44100_128';
    const order = { text: prompt, durationSeconds: seconds, loop: true, modelId: EFFECTS.name, outputFormat } as const;
    return client.textToSoundEffects.convert(order, options);
  }
  const modelId = MUSIC_NAMES.find((name) => name === model.name);
  const order = { prompt, musicLengthMs: Math.round(seconds * 1000), modelId, forceInstrumental: true } as const;
  return client.music.compose({ ...order, outputFormat: 'auto' }, options);
}
