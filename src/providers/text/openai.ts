import { assertWhole, chat, formatOf, messagesOf, type Said, type Usage } from '../openai/chat';
import {
  CHAT_MODELS,
  type ChatModel,
  chatModelOf,
  dearest,
  effortOf,
  ROUNDED_UP,
  usageCost,
} from '../openai/chat-models';
import { checkAt } from '../openai/check';
import { OPENAI_DOOR, OPENAI_SETTINGS } from '../openai/client';
import { OPENAI_DIALECT } from '../openai/dialect';
import { DOCUMENTED_CHAT } from '../openai/documented-chat';
import { countedOf, fitsWithin } from '../openai/token-count';
import type { Call, Price } from '../provider';
import { replyOf } from './reply';
import { defineTextProvider, type TextModel, type TextRequest, type TextTerms, type Written } from './text';
import { tokenPrice } from './token-price';

export const openaiText = defineTextProvider({
  vendor: 'openai',
  settings: OPENAI_SETTINGS,
  models: CHAT_MODELS.map(({ name, tariff, limits }) => ({ name, price: tariff.text, limits })),
  resend: 'NEVER',
  atOnce: 8,
  timeoutSeconds: 600,
  answers: 'at once',
  price: (terms, model) => priceOf(terms, chatModelOf(model)),
  serves: fitsWithin,
  make: write,
  check: (call) => checkAt(call, OPENAI_DIALECT, OPENAI_DOOR),
  documented: DOCUMENTED_CHAT,
});

function priceOf(terms: TextTerms, model: ChatModel): Price {
  const written = { ...terms, mostTokens: terms.mostTokens + model.mostThoughts };
  const { expectedMicros } = tokenPrice(terms, model.tariff);
  const { ceilingMicros } = tokenPrice(written, dearest(model));
  return { expectedMicros, ceilingMicros: ceilingMicros + ROUNDED_UP };
}

async function write(request: TextRequest, call: Call<TextModel>): Promise<Written> {
  const { vendor } = OPENAI_DIALECT;
  const model = chatModelOf(call.model);
  const said = await chat(call, bodyOf(request, model), {
    dialect: OPENAI_DIALECT,
    door: OPENAI_DOOR,
    onText: request.onText?.bind(request),
  });
  const used = usedBy(said, request);
  const costMicros = usageCost(model, used);
  assertWhole(said, { vendor, costMicros, mask: call.means.mask });
  const value = replyOf({ vendor, text: said.text, schema: request.schema, costMicros });
  return { text: said.text, value, tokens: { read: used.read, written: used.written }, costMicros };
}

function bodyOf(request: TextRequest, model: ChatModel) {
  return {
    model: model.name,
    messages: messagesOf(request),
    max_completion_tokens: request.mostTokens + model.mostThoughts,
    ...effortOf(model),
    ...formatOf(request.schema),
  };
}

function usedBy({ usage, text }: Said, request: TextRequest): Usage {
  return usage ?? { ...countedOf(request, text), cached: 0, kept: 0 };
}
