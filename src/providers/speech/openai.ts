import { LimitExceeded } from '../../pipeline/errors';
import { writeWave } from '../../pipeline/values/wave';
import { CHECKED, checkAt } from '../openai/check';
import { clientAt, OPENAI_DOOR, OPENAI_SETTINGS, until } from '../openai/client';
import { EMPTY_ACCOUNT, errorOf, OPENAI_DIALECT } from '../openai/dialect';
import type { Call } from '../provider';
import { exactly, perThousandCharacters, type Tariff } from '../tariff';
import { through } from '../through';
import { defineSpeechProvider, type Speech, type SpeechModel, type SpeechRequest } from './speech';

const OLDER_VOICES = ['alloy', 'ash', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer'];
const VOICES = [...OLDER_VOICES, 'ballad', 'cedar', 'marin', 'verse'];
const ITS_OWN_CHOICE = 'alloy';
/** Of what it calls PCM: 16 bits, little end first, mono, no header. */
const RATE = 24_000;
const BYTES_A_SAMPLE = 2;

interface Voiced extends SpeechModel {
  readonly tariff: Tariff;
  readonly voices: readonly string[];
}

function row(name: string, tariff: Tariff, { characters = 4_096, voices = OLDER_VOICES } = {}): Voiced {
  return { name, price: tariff.text, limits: { characters }, tariff, voices };
}

/** OpenAI ends all of them on 6 January 2027, and has no other for this endpoint; others who speak as it does go on. */
const MODELS: readonly Voiced[] = [
  row('tts-1', perThousandCharacters('0.015')),
  row('tts-1-hd', perThousandCharacters('0.030')),
  // It bills tokens of sound, six to one of text, and does not say how many: this is what they come to. It reads 2,000
  // tokens, and of some scripts a character is one.
  row('gpt-4o-mini-tts', perThousandCharacters('0.016'), { characters: 2_000, voices: VOICES }),
];

export const openaiSpeech = defineSpeechProvider({
  vendor: 'openai',
  source: 'openai_tts',
  settings: OPENAI_SETTINGS,
  models: MODELS.map(({ name, price, limits }) => ({ name, price, limits })),
  voices: VOICES,
  resend: 'NEVER',
  atOnce: 8,
  timeoutSeconds: 300,
  answers: 'at once',
  price: ({ text }, model) => exactly(costOf(text, model)),
  make: speak,
  check: (call) => checkAt(call, OPENAI_DIALECT, OPENAI_DOOR),
  documented: {
    baseUrl: OPENAI_DOOR.url,
    made: [{ method: 'POST', path: '/audio/speech', body: { media: 'audio/pcm' } }],
    refused: {
      method: 'POST',
      path: '/audio/speech',
      status: 400,
      body: { json: errorOf('invalid_request_error', 'content_policy_violation') },
    },
    error: errorOf('invalid_request_error', null),
    outOfCredit: EMPTY_ACCOUNT,
    checked: CHECKED,
  },
});

function voicedOf({ name }: SpeechModel): Voiced {
  const model = MODELS.find((one) => one.name === name);
  if (!model) throw new Error(`There is no model ${name}.`);
  return model;
}

/** A character outside of the first plane is one. */
const costOf = (text: string, model: SpeechModel): bigint => voicedOf(model).tariff.cost([...text].length);

async function speak(request: SpeechRequest, call: Call<SpeechModel>): Promise<Speech> {
  const { text } = request;
  const { name, limits, voices } = voicedOf(call.model);
  assertSpeakable(text, limits.characters);
  const said = request.voice?.toLowerCase();
  const voice = voices.find((one) => one === said) ?? ITS_OWN_CHOICE;
  const values = await samplesOf({ model: name, input: text, voice }, call);
  return {
    wav: writeWave({ rate: RATE, values }),
    durationSeconds: values.length / RATE,
    voice,
    sentences: null,
    words: null,
    costMicros: costOf(text, call.model),
  };
}

function assertSpeakable(text: string, most: number): void {
  if (text.length <= most) return;
  const expected = `at most ${most} characters`;
  throw new LimitExceeded('The text is too long to be spoken at once.', {
    expected,
    got: `${text.length}`,
    remedy: `Order what fits: ${expected}.`,
  });
}

interface Spoken {
  readonly model: string;
  readonly input: string;
  readonly voice: string;
}

function samplesOf(order: Spoken, call: Call<SpeechModel>): Promise<Int16Array> {
  return through(call, OPENAI_DIALECT, async (fetch) => {
    const client = clientAt(call.means, fetch, OPENAI_DOOR);
    const reply = await client.audio.speech.create({ ...order, response_format: 'pcm' }, until(call.signal));
    const bytes = Buffer.from(await reply.arrayBuffer());
    const type = reply.headers.get('content-type') ?? '';
    // Raw samples have no mark of their own: a page of text would be heard as noise.
    if (!/^(?:audio\/|application\/octet-stream)/.test(type))
      throw new Error(`no sound, but ${type || 'nothing said'}.`);
    if (bytes.length === 0 || bytes.length % BYTES_A_SAMPLE > 0)
      throw new Error(`${bytes.length} bytes, which are no whole samples.`);
    return Int16Array.from({ length: bytes.length / BYTES_A_SAMPLE }, (_, at) =>
      bytes.readInt16LE(at * BYTES_A_SAMPLE),
    );
  });
}
