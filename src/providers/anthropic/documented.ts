import type { JsonObject, JsonValue } from '../../pipeline/values/canonical-json';
import type { Documented, DocumentedReply } from '../documented';
import { ANTHROPIC_URL } from './client';

const ASKED = { method: 'POST', path: '/v1/messages' } as const;

/** What goes for all of its documented replies. */
export const ANTHROPIC_DOCUMENTED: Documented = {
  baseUrl: ANTHROPIC_URL,
  made: [
    {
      ...ASKED,
      body: { events: saying('{{reply}}', { delta: { stop_reason: 'end_turn' }, readTokens: 90, writtenTokens: 120 }) },
    },
  ],
  refused: refusing(),
  error: { type: 'error', error: { type: 'error', message: '{{said}}' }, request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy' },
  outOfCredit: {
    status: 400,
    json: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'Your credit balance is too low. {{said}}' },
    },
  },
  checked: {
    method: 'GET',
    path: '/v1/models',
    body: {
      json: {
        data: [{ type: 'model', id: 'claude-sonnet-5-5', display_name: 'Claude Sonnet 5.5' }],
        has_more: false,
        first_id: 'claude-sonnet-5-5',
        last_id: 'claude-sonnet-5-5',
      },
    },
  },
};

interface Ending {
  readonly delta: JsonObject;
  readonly readTokens: number;
  readonly writtenTokens: number;
}

function saying(text: string, { delta, readTokens, writtenTokens }: Ending): JsonValue[] {
  const usage = {
    input_tokens: readTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 0,
  };
  const message = { id: 'msg_1nZdL29xx5MUA1yADyHTEsnR', type: 'message', role: 'assistant', content: [], usage };
  return [
    { type: 'message_start', message: { ...message, model: 'claude-sonnet-5-5', stop_reason: null } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta, usage: { output_tokens: writtenTokens } },
    { type: 'message_stop' },
  ];
}

/** Before anything was said, nothing is counted. */
function refusing(): DocumentedReply {
  const stop_details = { type: 'refusal', category: 'general_harms', explanation: '{{said}}' };
  const delta = { stop_reason: 'refusal', stop_details };
  return { ...ASKED, body: { events: saying('', { delta, readTokens: 0, writtenTokens: 0 }) } };
}
