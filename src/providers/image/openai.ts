import type OpenAI from 'openai';
import { z } from 'zod';
import { type ImageHeader, imageHeader } from '../../pipeline/values/image-header';
import { BadReply } from '../failures';
import { CHECKED, checkAt } from '../openai/check';
import { clientAt, OPENAI_DOOR, OPENAI_SETTINGS, until } from '../openai/client';
import { EMPTY_ACCOUNT, errorOf, OPENAI_DIALECT } from '../openai/dialect';
import {
  drawnSize,
  PICTURE_MODELS,
  type PictureModel,
  type PictureTokens,
  pictureCost,
  pictureModelOf,
  picturePrice,
} from '../openai/picture-models';
import { assertDrawable, filesOf, type PictureFiles, promptOf } from '../openai/picture-order';
import type { Call } from '../provider';
import { through } from '../through';
import { defineImageProvider, type ImageModel, type ImageRequest, type Picture } from './image';

const GENERATIONS = { method: 'POST', path: '/images/generations' } as const;

export const openaiImage = defineImageProvider({
  vendor: 'openai',
  source: 'dalle',
  settings: OPENAI_SETTINGS,
  models: PICTURE_MODELS.map(({ name, price, limits }) => ({ name, price, limits })),
  resend: 'NEVER',
  atOnce: 5,
  timeoutSeconds: 300,
  answers: 'at once',
  price: (terms, model) => picturePrice(terms, pictureModelOf(model)),
  serves: ({ task }, { limits }) => limits.tasks.includes(task),
  make: draw,
  check: (call) => checkAt(call, OPENAI_DIALECT, OPENAI_DOOR),
  documented: {
    baseUrl: OPENAI_DOOR.url,
    made: [
      {
        ...GENERATIONS,
        body: {
          json: {
            created: 1794000000,
            background: 'opaque',
            output_format: 'png',
            quality: 'high',
            size: '2048x1152',
            data: [{ b64_json: '{{base64 image/png}}' }],
            usage: {
              input_tokens: 50,
              input_tokens_details: { image_tokens: 0, text_tokens: 50 },
              output_tokens: 1413,
              total_tokens: 1463,
            },
          },
        },
      },
    ],
    refused: {
      ...GENERATIONS,
      status: 400,
      body: { json: errorOf('image_generation_user_error', 'moderation_blocked') },
    },
    error: errorOf('invalid_request_error', null),
    outOfCredit: EMPTY_ACCOUNT,
    checked: CHECKED,
  },
});

const count = z.number().int().nonnegative();
const reply = z.object({
  data: z.array(z.object({ b64_json: z.string().min(1) })).min(1),
  usage: z
    .object({
      output_tokens: count,
      input_tokens_details: z.object({ image_tokens: count, text_tokens: count }),
    })
    .nullish(),
});

async function draw(request: ImageRequest, call: Call<ImageModel>): Promise<Picture> {
  call.signal.throwIfAborted();
  const model = pictureModelOf(call.model);
  assertDrawable(request, model);
  const files = await filesOf(request);
  const { data, usage } = await through(call, OPENAI_DIALECT, async (fetch) => {
    const client = clientAt(call.means, fetch, OPENAI_DOOR);
    return reply.parse(await asked(client, { request, model, files }, call.signal));
  });
  const costMicros = pictureCost(request, model, usage ? tokensOf(usage) : null);
  const media = Buffer.from(data[0]?.b64_json ?? '', 'base64');
  const { mimeType, width, height } = headerWithin(media, request, costMicros);
  return { media, mimeType, size: { width, height }, style: request.style, costMicros };
}

interface Order {
  readonly request: ImageRequest;
  readonly model: PictureModel;
  readonly files: PictureFiles | null;
}

function asked(client: OpenAI, { request, model, files }: Order, signal: AbortSignal): Promise<unknown> {
  const { width, height } = drawnSize(model, request.size);
  const order = { model: model.asked.model, prompt: promptOf(request), size: `${width}x${height}`, n: 1 } as const;
  const { quality } = model.asked;
  if (quality === 'standard' || quality === 'hd')
    return client.images.generate({ ...order, quality, response_format: 'b64_json' }, until(signal));
  const drawn = { ...order, quality, output_format: 'png' } as const;
  if (!files) return client.images.generate({ ...drawn, background: 'opaque' }, until(signal));
  const background = request.task === 'CUT_OUT' ? 'transparent' : 'auto';
  return client.images.edit({ ...drawn, ...files, background }, until(signal));
}

function tokensOf({ output_tokens, input_tokens_details }: NonNullable<z.infer<typeof reply>['usage']>): PictureTokens {
  return { words: input_tokens_details.text_tokens, pictures: input_tokens_details.image_tokens, drawn: output_tokens };
}

/** Where a PNG says how its colours are written; of 4 and 6, each pixel says how transparent it is. */
const COLOUR_TYPE_AT = 25;
const MOST_EVIDENCE_BYTES = 65_536;
const WITH_TRANSPARENCY: readonly unknown[] = [4, 6];

function headerWithin(media: Uint8Array, { task }: ImageRequest, costMicros: bigint): ImageHeader {
  const header = imageHeader(media);
  const isCutOut = header?.mimeType === 'image/png' && WITH_TRANSPARENCY.includes(media[COLOUR_TYPE_AT]);
  if (header && (task !== 'CUT_OUT' || isCutOut)) return header;
  const message = header ? 'a picture whose background did not go.' : 'what is no picture.';
  const { vendor } = OPENAI_DIALECT;
  throw new BadReply({
    vendor,
    message,
    billed: { micros: costMicros },
    evidence: media.subarray(0, MOST_EVIDENCE_BYTES),
  });
}
