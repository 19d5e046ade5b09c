import type { DocumentedReply } from '../documented';
import { ELEVENLABS_URL } from './client';

/** What goes for all of its documented replies. */
export const ELEVENLABS_DOCUMENTED = {
  baseUrl: ELEVENLABS_URL,
  error: { detail: { status: 'error', message: '{{said}}' } },
  outOfCredit: { status: 401, json: { detail: { status: 'quota_exceeded', message: '{{said}}' } } },
  checked: {
    method: 'GET',
    path: '/v1/models',
    body: {
      json: [{ model_id: 'eleven_multilingual_v2', name: 'Eleven Multilingual v2', can_do_text_to_speech: true }],
    },
  },
} as const;

/** What it answers to what its policy forbids. */
export function refusedAt(path: string): DocumentedReply {
  const json = { detail: { status: 'content_against_policy', message: '{{said}}' } };
  return { method: 'POST', path, status: 400, body: { json } };
}
