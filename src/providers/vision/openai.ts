import { LimitExceeded, MediaRefused } from '../../pipeline/errors';
import { pictureType } from '../../pipeline/values/image-header';
import { assertWhole, type ChatBody, chat, formatOf } from '../openai/chat';
import { type ChatModel, chatModelOf, dearest, effortOf, ROUNDED_UP, usageCost } from '../openai/chat-models';
import { checkAt } from '../openai/check';
import { OPENAI_DOOR, OPENAI_SETTINGS } from '../openai/client';
import { OPENAI_DIALECT } from '../openai/dialect';
import { DOCUMENTED_CHAT } from '../openai/documented-chat';
import { frameTokens } from '../openai/frame-tokens';
import { CHARACTERS_A_TOKEN } from '../openai/token-count';
import type { Call, Price } from '../provider';
import { tokenCost } from '../tariff';
import { JUDGEMENT_SCHEMA, judged, judgementPrompt } from './judgement';
import {
  defineVisionProvider,
  type Frame,
  type Look,
  type VisionModel,
  type VisionRequest,
  type VisionTerms,
} from './vision';

const LIMITS = { frames: 16, mostPixels: 3840 * 2160 };
const FORMAT = formatOf({ name: 'judgement', json: JUDGEMENT_SCHEMA });
/** With what it thinks before. */
const MOST_WRITTEN = 4_000;
const USUAL_WRITTEN = 900;
/** Words that must be legible are no part of the terms. A character of theirs is six bytes of JSON at most. */
const MOST_LEGIBLE_CHARACTERS = 300;
const MOST_LEGIBLE_TOKENS = 6 * MOST_LEGIBLE_CHARACTERS;
/** Each frame is announced, and says its moment. */
const TOKENS_AROUND_A_FRAME = 80;

const MODELS = ['gpt-6.1-terra', 'gpt-6-luna', 'gpt-6.1-sol'].map((name) => chatModelOf({ name }));

export const openaiVision = defineVisionProvider({
  vendor: 'openai',
  settings: OPENAI_SETTINGS,
  models: MODELS.map(({ name, tariff }) => ({ name, price: tariff.text, limits: LIMITS })),
  resend: 'NEVER',
  atOnce: 8,
  timeoutSeconds: 300,
  answers: 'at once',
  price: (terms, model) => priceOf(terms, chatModelOf(model)),
  serves: ({ frames }, { limits }) =>
    frames.length <= limits.frames && frames.every(({ size }) => size.width * size.height <= limits.mostPixels),
  make: look,
  check: (call) => checkAt(call, OPENAI_DIALECT, OPENAI_DOOR),
  documented: DOCUMENTED_CHAT,
});

/** Of the prompt as it will be sent no token is shorter than a byte. */
function priceOf(terms: VisionTerms, model: ChatModel): Price {
  const frames = terms.frames.map((frame) => ({ ...frame, bytes: new Uint8Array(), atSeconds: 0 }));
  const prompt = judgementPrompt({ ...terms, legible: null, frames });
  const seen = terms.frames.reduce((sum, { size }) => sum + frameTokens(size), 0);
  const usual = { read: seen + Math.ceil(prompt.length / CHARACTERS_A_TOKEN), written: USUAL_WRITTEN };
  const words =
    Buffer.byteLength(prompt) +
    JSON.stringify(FORMAT).length +
    MOST_LEGIBLE_TOKENS +
    TOKENS_AROUND_A_FRAME * frames.length;
  return {
    expectedMicros: tokenCost(model.tariff, usual),
    ceilingMicros: tokenCost(dearest(model), { read: seen + words, written: MOST_WRITTEN }) + ROUNDED_UP,
  };
}

async function look(request: VisionRequest, call: Call<VisionModel>): Promise<Look> {
  const { vendor } = OPENAI_DIALECT;
  const model = chatModelOf(call.model);
  assertVisible(request, call.model);
  const body = {
    model: model.name,
    messages: [{ role: 'user' as const, content: contentOf(request) }],
    max_completion_tokens: MOST_WRITTEN,
    ...effortOf(model, 'low'),
    ...FORMAT,
  };
  const said = await chat(call, body, { dialect: OPENAI_DIALECT, door: OPENAI_DOOR });
  const costMicros = said.usage ? usageCost(model, said.usage) : priceOf(request, model).expectedMicros;
  assertWhole(said, { vendor, costMicros, mask: call.means.mask });
  return judged({ vendor, text: said.text, costMicros });
}

type Content = Extract<ChatBody['messages'][number], { role: 'user' }>['content'];

function contentOf(request: VisionRequest): Content {
  const frames = request.frames.flatMap((frame, at) => [
    { type: 'text' as const, text: `Frame ${at + 1}, at ${frame.atSeconds} s:` },
    { type: 'image_url' as const, image_url: { url: dataUrl(frame), detail: 'high' as const } },
  ]);
  return [{ type: 'text', text: judgementPrompt(request) }, ...frames];
}

function dataUrl({ bytes }: Frame): string {
  const type = pictureType(bytes);
  if (type) return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  throw new MediaRefused('A frame cannot be looked at.', {
    expected: 'a PNG or JPEG',
    got: 'neither of them',
    remedy: 'Give another frame.',
  });
}

function assertVisible({ frames, legible }: VisionRequest, { limits }: VisionModel): void {
  const mostPixels = Math.max(0, ...frames.map(({ size }) => size.width * size.height));
  const characters = legible?.length ?? 0;
  const fits = frames.length >= 1 && frames.length <= limits.frames && mostPixels <= limits.mostPixels;
  if (fits && characters <= MOST_LEGIBLE_CHARACTERS) return;
  const most = `${limits.frames} frames of at most ${limits.mostPixels} pixels`;
  throw new LimitExceeded('This cannot be looked at at once.', {
    expected: `1 to ${most}, and at most ${MOST_LEGIBLE_CHARACTERS} characters to be read in them`,
    got: `${frames.length} of at most ${mostPixels} pixels, and ${characters} characters`,
    remedy: 'Have fewer or smaller frames looked at.',
  });
}
