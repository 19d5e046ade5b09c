import { pictureType } from '../../pipeline/values/image-header';
import { CLAUDES, claudeNamed } from '../anthropic/claude';
import { claudeReply } from '../anthropic/claude-reply';
import { ANTHROPIC, checkAnthropic } from '../anthropic/client';
import { ANTHROPIC_DOCUMENTED } from '../anthropic/documented';
import type { Call, Price } from '../provider';
import { tokenPrice } from '../text/token-price';
import { JUDGEMENT_SCHEMA, judged, judgementPrompt } from './judgement';
import {
  defineVisionProvider,
  type Frame,
  type Look,
  type VisionModel,
  type VisionRequest,
  type VisionTerms,
} from './vision';

/** Larger ones are made smaller before they are looked at. */
const LOOKED_AT_PIXELS = 3_750_000;
const PIXELS_A_TOKEN = 750;
/** With more of them in a call, smaller ones alone are taken. */
const MOST_FRAMES = 20;
const MOST_WRITTEN = { judgement: 2_000, thoughts: 6_000 };
/** Of the words that must be legible, which no price knows. */
const LEGIBLE_TOKENS = 1_000;

export const anthropicVision = defineVisionProvider({
  ...ANTHROPIC,
  models: CLAUDES.map((claude) => ({ ...claude, limits: { frames: MOST_FRAMES, mostPixels: LOOKED_AT_PIXELS } })),
  timeoutSeconds: 300,
  price,
  serves: ({ frames }, { limits }) => frames.length > 0 && frames.length <= limits.frames,
  answers: 'at once',
  make: look,
  check: checkAnthropic,
  documented: ANTHROPIC_DOCUMENTED,
});

/** An order of some frames stays far below what makes a long prompt. */
function price({ frames, ...terms }: VisionTerms, model: VisionModel): Price {
  const { tariff } = claudeNamed(model);
  const seen = frames.reduce((sum, { size }) => sum + seenTokens(size), 0);
  const blind = frames.map(({ size }) => ({ size, bytes: new Uint8Array(), atSeconds: 0.123 }));
  const schema = { name: 'judgement', json: JUDGEMENT_SCHEMA };
  const prompt = judgementPrompt({ ...terms, frames: blind, legible: null });
  const told = { system: null, prompt, schema, mostTokens: MOST_WRITTEN.judgement };
  const most = { ...told, mostTokens: MOST_WRITTEN.judgement + MOST_WRITTEN.thoughts };
  return {
    expectedMicros: tokenPrice(told, tariff).expectedMicros + tariff.read.cost(seen),
    // Frames are rounded up to whole patches, and small ones count for more than their pixels.
    ceilingMicros: tokenPrice(most, tariff).ceilingMicros + tariff.read.cost(2 * seen + LEGIBLE_TOKENS),
  };
}

function seenTokens({ width, height }: Frame['size']): number {
  return Math.ceil(Math.min(width * height, LOOKED_AT_PIXELS) / PIXELS_A_TOKEN);
}

async function look(request: VisionRequest, call: Call<VisionModel>): Promise<Look> {
  const { text, costMicros } = await claudeReply(
    {
      max_tokens: MOST_WRITTEN.judgement + MOST_WRITTEN.thoughts,
      messages: [
        { role: 'user', content: [{ type: 'text', text: judgementPrompt(request) }, ...request.frames.map(pictureOf)] },
      ],
      output_config: { effort: 'low', format: { type: 'json_schema', schema: { ...JUDGEMENT_SCHEMA } } },
    },
    call,
  );
  return judged({ vendor: 'Anthropic', text, costMicros });
}

function pictureOf({ bytes }: Frame) {
  const media_type = pictureType(bytes);
  if (!media_type) throw new Error('A frame is neither PNG nor JPEG.');
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { type: 'image' as const, source: { type: 'base64' as const, media_type, data } };
}
