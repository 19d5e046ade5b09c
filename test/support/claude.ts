import type { HouseAnswer } from './house';

interface Saying {
  readonly stop?: string;
  readonly explanation?: string;
  readonly usage?: object;
  readonly written?: number;
}

/** How Claude says something: a thought first, which is no part of it, then its text in two pieces. */
export function claudeSays(
  text: string,
  { stop = 'end_turn', explanation, usage = { input_tokens: 1_000 }, written = 200 }: Saying = {},
): HouseAnswer & { events: { type: string }[] } {
  const half = text.length >> 1;
  const piece = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta });
  const events = [
    { type: 'message_start', message: { id: 'msg_1', content: [], usage: { output_tokens: 1, ...usage } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    piece(0, { type: 'thinking_delta', thinking: 'A thought.' }),
    { type: 'content_block_stop', index: 0 },
    { type: 'ping' },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    piece(1, { type: 'text_delta', text: text.slice(0, half) }),
    piece(1, { type: 'text_delta', text: text.slice(half) }),
    { type: 'content_block_stop', index: 1 },
    {
      type: 'message_delta',
      delta: { stop_reason: stop, ...(explanation ? { stop_details: { type: 'refusal', explanation } } : {}) },
      usage: { output_tokens: written },
    },
    { type: 'message_stop' },
  ];
  return { events };
}
