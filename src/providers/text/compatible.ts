import { assertWhole, chat, formatOf, messagesOf } from '../openai/chat';
import { checkAt } from '../openai/check';
import { dialectOf } from '../openai/dialect';
import { DOCUMENTED_CHAT } from '../openai/documented-chat';
import { countedOf, fitsWithin } from '../openai/token-count';
import type { Call } from '../provider';
import { FREE_PRICE, FREE_TEXT } from '../tariff';
import { replyOf } from './reply';
import { defineTextProvider, type TextModel, type TextRequest, type Written } from './text';

const DOOR = { key: 'LOCAL_TEXT_API_KEY', url: 'LOCAL_TEXT_BASE_URL' };
const MODEL = 'LOCAL_TEXT_MODEL';
const DIALECT = dialectOf('The local model');
/** Stands for whatever the setting names: which models there are, only whoever runs the server knows. */
const CONFIGURED = 'configured';

/** A model of your own that is asked as OpenAI is: Ollama, vLLM, llama.cpp and others. */
export const localText = defineTextProvider({
  vendor: 'local',
  settings: [
    {
      name: DOOR.url,
      is: 'URL',
      otherwise: null,
      about: 'Where a model of your own is asked: http://localhost:11434/v1.',
    },
    { name: MODEL, is: 'WORD', otherwise: null, about: 'Which of its models is asked: llama3.3.' },
    { name: DOOR.key, is: 'SECRET', otherwise: 'none', about: 'The key of your own server, where it wants one.' },
  ],
  models: [{ name: CONFIGURED, price: FREE_TEXT, limits: { inputTokens: 32_768, outputTokens: 8_192 } }],
  resend: 'FREE',
  atOnce: 2,
  timeoutSeconds: 1_800,
  answers: 'at once',
  price: () => FREE_PRICE,
  serves: fitsWithin,
  make: write,
  check: (call) => checkAt(call, DIALECT, DOOR),
  documented: { ...DOCUMENTED_CHAT, baseUrl: DOOR.url, outOfCredit: undefined },
});

async function write(request: TextRequest, call: Call<TextModel>): Promise<Written> {
  const { vendor } = DIALECT;
  const body = {
    model: call.means.setting(MODEL),
    messages: messagesOf(request),
    // The newer name of this limit is not known to all of them.
    max_tokens: request.mostTokens,
    seed: request.variation,
    ...formatOf(request.schema),
  };
  const said = await chat(call, body, { dialect: DIALECT, door: DOOR, onText: request.onText?.bind(request) });
  const { read, written } = said.usage ?? countedOf(request, said.text);
  assertWhole(said, { vendor, costMicros: 0n, mask: call.means.mask });
  const value = replyOf({ vendor, text: said.text, schema: request.schema, costMicros: 0n });
  return { text: said.text, value, tokens: { read, written }, costMicros: 0n };
}
