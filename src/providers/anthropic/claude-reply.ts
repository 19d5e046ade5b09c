import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import { BadReply, RateLimited, Refused, Transient } from '../failures';
import type { Call, Model } from '../provider';
import { signalOfItsOwn } from '../signal-of-its-own';
import type { Tokens } from '../tariff';
import { through } from '../through';
import { type Claude, claudeNamed, tokensOf, type Usage, usageCost } from './claude';
import { anthropic } from './client';
import { anthropicDialect } from './dialect';

type Params = Omit<Anthropic.MessageCreateParamsStreaming, 'model' | 'stream'>;

export interface ClaudeOrder extends Params {
  onText?(piece: string): void;
}

export interface ClaudeReply {
  readonly text: string;
  readonly tokens: Tokens;
  readonly costMicros: bigint;
}

/**
 * What a model says, heard as it is said: whoever may write for minutes must be heard so. What it thinks is not part of it. Throws what
 * was refused, and what does not come to its own end.
 */
export async function claudeReply({ onText, ...params }: ClaudeOrder, call: Call<Model>): Promise<ClaudeReply> {
  const { means, signal } = call;
  const claude = claudeNamed(call.model);
  return through(call, anthropicDialect, async (fetch) => {
    const listening = { ...NOTHING };
    try {
      const order = { ...params, model: claude.name, stream: true as const };
      for await (const event of await anthropic({ means, fetch }).messages.create(order, {
        signal: signalOfItsOwn(signal),
      }))
        listen(listening, event, onText);
    } catch (error) {
      throw saidInStream(error, { mask: means.mask, hasBegun: listening.hasBegun });
    }
    // Who breaks off a stream of the SDK is told that it has ended.
    signal.throwIfAborted();
    return whole(listening, { claude, mask: means.mask });
  });
}

interface Heard {
  hasBegun: boolean;
  hasEnded: boolean;
  text: string;
  usage: Usage;
  stop: string | null;
  explanation: string | null;
}

const NOTHING: Heard = {
  hasBegun: false,
  hasEnded: false,
  text: '',
  usage: { input: 0, output: 0, cacheRead: 0, cacheWritten: 0, cacheWrittenForAnHour: 0 },
  stop: null,
  explanation: null,
};

const count = z.number().int().nonnegative();
const usage = z.object({
  input_tokens: count.nullish(),
  output_tokens: count.nullish(),
  cache_read_input_tokens: count.nullish(),
  cache_creation_input_tokens: count.nullish(),
  cache_creation: z.object({ ephemeral_1h_input_tokens: count.nullish() }).nullish(),
});
const started = z.object({ message: z.object({ usage: usage.extend({ input_tokens: count }) }) });
const wrote = z.object({ delta: z.object({ type: z.literal('text_delta'), text: z.string() }) });
const ended = z.object({
  delta: z.object({
    stop_reason: z.string().nullish(),
    stop_details: z.object({ explanation: z.string().nullish() }).nullish(),
  }),
  usage: usage.extend({ output_tokens: count }),
});

function listen(heard: Heard, event: { readonly type: string }, onText?: (piece: string) => void): void {
  if (event.type === 'message_start') {
    heard.hasBegun = true;
    heard.usage = usageOf(started.parse(event).message.usage, heard.usage);
  } else if (event.type === 'content_block_delta') {
    const piece = wrote.safeParse(event).data?.delta.text;
    if (piece === undefined) return;
    heard.text += piece;
    onText?.(piece);
  } else if (event.type === 'message_delta') {
    const { delta, usage: its } = ended.parse(event);
    heard.usage = usageOf(its, heard.usage);
    heard.stop = delta.stop_reason ?? heard.stop;
    heard.explanation = delta.stop_details?.explanation ?? heard.explanation;
  } else if (event.type === 'message_stop') heard.hasEnded = true;
}

/** Each number is the whole up to then: what is not said again stays as it was. */
function usageOf(said: z.infer<typeof usage>, before: Usage): Usage {
  return {
    input: said.input_tokens ?? before.input,
    output: said.output_tokens ?? before.output,
    cacheRead: said.cache_read_input_tokens ?? before.cacheRead,
    cacheWritten: said.cache_creation_input_tokens ?? before.cacheWritten,
    cacheWrittenForAnHour: said.cache_creation?.ephemeral_1h_input_tokens ?? before.cacheWrittenForAnHour,
  };
}

interface Telling {
  readonly mask: (text: string) => string;
}

/** In the midst of a stream an error has no status. What was said until then may be billed. */
function saidInStream(error: unknown, { mask, hasBegun }: Telling & { readonly hasBegun: boolean }): unknown {
  const body = z.object({ error: z.record(z.string(), z.json()) }).safeParse(error).data?.error;
  if (!body) return error;
  const { message, is } = anthropicDialect.read(body, 200);
  const told = {
    vendor: anthropicDialect.vendor,
    message: mask(message ?? 'an error without words'),
    billed: hasBegun ? ('UNKNOWN' as const) : ('NOTHING' as const),
  };
  return is === 'RATE_LIMITED' ? new RateLimited({ ...told, retryAfterSeconds: null }) : new Transient(told);
}

function whole(heard: Heard, { claude, mask }: Telling & { readonly claude: Claude }): ClaudeReply {
  const { text, stop, explanation, hasEnded } = heard;
  const { vendor } = anthropicDialect;
  const costMicros = usageCost(claude, heard.usage);
  const evidence = Buffer.from(mask(text));
  if (!hasEnded) throw new BadReply({ vendor, message: 'a reply without an end.', billed: 'UNKNOWN', evidence });
  const billed = costMicros > 0n ? { micros: costMicros } : ('NOTHING' as const);
  if (stop === 'refusal') throw new Refused({ vendor, message: mask(explanation ?? 'no reason is given.'), billed });
  if (stop === 'end_turn') return { text, tokens: tokensOf(heard.usage), costMicros };
  const why = stop === 'max_tokens' ? 'that was cut off where it became too long' : `that stopped for ${stop}`;
  throw new BadReply({ vendor, message: `a reply ${why}.`, billed, evidence });
}
