import type OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { BadReply, OutOfCredit, Refused, Transient } from '../failures';
import type { Call, Model } from '../provider';
import type { TextTerms } from '../text/text';
import { type Dialect, through } from '../through';
import { clientAt, type Door, sdk, until } from './client';
import { isStrict } from './strict';

export type ChatBody = Omit<ChatCompletionCreateParamsStreaming, 'stream' | 'stream_options'>;

/** What the vendor counted. `cached` and `kept` are among those read: found in its cache, and put into it. */
export interface Usage {
  readonly read: number;
  readonly written: number;
  readonly cached: number;
  readonly kept: number;
}

export interface Said {
  readonly text: string;
  /** Why it will not; empty where it will. */
  readonly refusal: string;
  readonly finish: string;
  /** Null: the vendor does not count. */
  readonly usage: Usage | null;
}

export interface Chatting {
  readonly dialect: Dialect;
  readonly door: Door;
  readonly onText?: (piece: string) => void;
}

const count = z.number().int().nonnegative();
const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z
        .object({ cached_tokens: count.nullish(), cache_write_tokens: count.nullish() })
        .nullish(),
    })
    .nullish(),
});

/** One question and its answer, heard as it is written: one that is long in coming is not taken for silence. */
export function chat(call: Pick<Call<Model>, 'means' | 'signal'>, body: ChatBody, way: Chatting): Promise<Said> {
  return through(call, way.dialect, async (fetch) => {
    const client = clientAt(call.means, fetch, way.door);
    try {
      return await heard(client, body, { signal: call.signal, onText: way.onText });
    } catch (error) {
      throw failureWithin(error, way.dialect, call.means.mask);
    }
  });
}

async function heard(
  client: OpenAI,
  body: ChatBody,
  { signal, onText }: { signal: AbortSignal; onText?: (piece: string) => void },
): Promise<Said> {
  const order = { ...body, stream: true, stream_options: { include_usage: true } } as const;
  const said = { text: '', refusal: '', finish: null as string | null, usage: null as Usage | null };
  for await (const event of await client.chat.completions.create(order, until(signal))) {
    const { choices, usage } = chunk.parse(event);
    for (const { delta, finish_reason } of choices) {
      said.text += delta?.content ?? '';
      said.refusal += delta?.refusal ?? '';
      said.finish = finish_reason ?? said.finish;
      if (delta?.content) onText?.(delta.content);
    }
    if (usage) said.usage = usageOf(usage);
  }
  const { finish, ...rest } = said;
  if (finish === null) throw new Error('a stream that does not say how it ended.');
  return { ...rest, finish };
}

function usageOf(usage: NonNullable<z.infer<typeof chunk>['usage']>): Usage {
  const { cached_tokens, cache_write_tokens } = usage.prompt_tokens_details ?? {};
  const cached = Math.min(cached_tokens ?? 0, usage.prompt_tokens);
  const kept = Math.min(cache_write_tokens ?? 0, usage.prompt_tokens - cached);
  return { read: usage.prompt_tokens, written: usage.completion_tokens, cached, kept };
}

/** A stream that began well may end with an error: it has no status, and what was written so far may be billed. */
function failureWithin(error: unknown, dialect: Dialect, mask: (text: string) => string): unknown {
  const { APIError } = sdk();
  if (!(error instanceof APIError) || error.status !== undefined || !error.error) return error;
  const body = JSON.parse(JSON.stringify({ error: error.error }));
  const { message, is } = dialect.read(body, 200);
  const told = {
    vendor: dialect.vendor,
    message: mask(message ?? 'an error in its stream'),
    billed: 'UNKNOWN',
  } as const;
  return is === 'OUT_OF_CREDIT' ? new OutOfCredit(told) : new Transient(told);
}

/** As much of its words as is written down. */
const MOST_SAID_CHARACTERS = 500;

interface Ended {
  readonly vendor: string;
  readonly costMicros: bigint;
  readonly mask: (text: string) => string;
}

/** A refusal is written by the model, token by token, and billed as any reply is. */
export function assertWhole({ text, refusal, finish }: Said, { vendor, costMicros, mask }: Ended): void {
  const billed = { micros: costMicros };
  if (refusal !== '') throw new Refused({ vendor, message: mask(refusal).slice(0, MOST_SAID_CHARACTERS), billed });
  if (finish === 'content_filter') throw new Refused({ vendor, message: 'its filter took the reply away.', billed });
  const evidence = Buffer.from(text);
  if (finish === 'length')
    throw new BadReply({ vendor, message: 'a reply that breaks off at its most tokens.', billed, evidence });
  if (text.trim() === '') throw new BadReply({ vendor, message: 'a reply without a word.', billed, evidence });
}

/** Instructions and data apart, as the model was taught to tell them. */
export function messagesOf({ system, prompt }: Pick<TextTerms, 'system' | 'prompt'>): ChatBody['messages'] {
  const user = { role: 'user', content: prompt } as const;
  return system === null ? [user] : [{ role: 'system', content: system }, user];
}

export function formatOf(schema: TextTerms['schema']): Pick<ChatBody, 'response_format'> {
  if (schema === null) return {};
  const name = schema.name.replaceAll(/[^\w-]/g, '_').slice(0, 64);
  const json_schema = { name, schema: { ...schema.json }, strict: isStrict(schema.json) };
  return { response_format: { type: 'json_schema', json_schema } };
}
