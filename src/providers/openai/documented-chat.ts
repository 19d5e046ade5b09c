import type { Documented, DocumentedReply } from '../documented';
import { CHECKED } from './check';
import { EMPTY_ACCOUNT, errorOf } from './dialect';

const CHUNK = {
  id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
  object: 'chat.completion.chunk',
  created: 1794000000,
  model: 'gpt-6.1-terra',
};
const USAGE = {
  prompt_tokens: 120,
  completion_tokens: 60,
  total_tokens: 180,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
};

const streamOf = (delta: Readonly<Record<string, string>>): DocumentedReply => ({
  method: 'POST',
  path: '/chat/completions',
  body: {
    events: [
      {
        ...CHUNK,
        choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, finish_reason: null }],
      },
      { ...CHUNK, choices: [{ index: 0, delta, finish_reason: null }] },
      { ...CHUNK, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
      { ...CHUNK, choices: [], usage: USAGE },
      '[DONE]',
    ],
  },
});

export const DOCUMENTED_CHAT: Documented = {
  baseUrl: 'OPENAI_BASE_URL',
  made: [streamOf({ content: '{{reply}}' })],
  refused: streamOf({ refusal: '{{said}}' }),
  error: errorOf('invalid_request_error', null),
  outOfCredit: EMPTY_ACCOUNT,
  checked: CHECKED,
};
