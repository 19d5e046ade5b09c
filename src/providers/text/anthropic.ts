import { CLAUDES, claudeNamed, tariffFor } from '../anthropic/claude';
import { claudeReply } from '../anthropic/claude-reply';
import { ANTHROPIC, checkAnthropic } from '../anthropic/client';
import { ANTHROPIC_DOCUMENTED } from '../anthropic/documented';
import { structured } from '../anthropic/structured';
import type { Call, Price } from '../provider';
import { replyOf } from './reply';
import { defineTextProvider, type TextModel, type TextRequest, type TextTerms, type Written } from './text';
import { tokenPrice } from './token-price';

/** What it thinks is counted as written, and not all models can be told not to think. */
const THINKING_TOKENS = 8_000;

export const anthropicText = defineTextProvider({
  ...ANTHROPIC,
  models: CLAUDES,
  timeoutSeconds: 1_200,
  price,
  serves: ({ mostTokens }, { limits }) => mostTokens <= limits.outputTokens,
  answers: 'at once',
  make: write,
  check: checkAnthropic,
  documented: ANTHROPIC_DOCUMENTED,
});

/** Long prompts may cost more a token: judged by the most tokens that it can be, and by as many as it will be. */
function price(terms: TextTerms, model: TextModel): Price {
  const claude = claudeNamed(model);
  const { system, prompt, schema } = terms;
  const bytes = Buffer.byteLength(`${system ?? ''}${prompt}${schema ? JSON.stringify(schema.json) : ''}`);
  const most = { ...terms, mostTokens: mostWritten(terms, model) };
  return {
    expectedMicros: tokenPrice(terms, tariffFor(claude, bytes / 3)).expectedMicros,
    ceilingMicros: tokenPrice(most, tariffFor(claude, bytes)).ceilingMicros,
  };
}

function mostWritten({ mostTokens }: TextTerms, { limits }: TextModel): number {
  return Math.min(mostTokens + THINKING_TOKENS, limits.outputTokens);
}

async function write(request: TextRequest, call: Call<TextModel>): Promise<Written> {
  const { prompt, schema, onText } = request;
  const { format, words } = schema ? structured(schema.json) : { format: null, words: null };
  const system = [request.system, words].filter((text) => text !== null).join('\n\n');
  const reply = await claudeReply(
    {
      max_tokens: mostWritten(request, call.model),
      ...(system === '' ? {} : { system }),
      messages: [{ role: 'user', content: prompt }],
      output_config: { effort: 'medium', ...(format ? { format } : {}) },
      onText,
    },
    call,
  );
  return { ...reply, value: replyOf({ vendor: 'Anthropic', schema, ...reply }) };
}
