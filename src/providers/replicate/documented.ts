import type { JsonObject } from '../../pipeline/values/canonical-json';
import type { Documented } from '../documented';
import { REPLICATE_URL } from './client';

const ID = 'gm3qorzdhgbfurvjtvhg6dckhu';

const job = (more: JsonObject): { readonly json: JsonObject } => ({
  json: {
    id: ID,
    created_at: '2026-11-22T06:00:00.000Z',
    data_removed: false,
    error: null,
    input: {},
    logs: '',
    metrics: {},
    output: null,
    urls: {
      get: `https://api.replicate.com/v1/predictions/${ID}`,
      cancel: `https://api.replicate.com/v1/predictions/${ID}/cancel`,
    },
    ...more,
  },
});

/** What the house answers to any order, as its reference shows it. */
export function documentedOn({ model, output }: { readonly model: string; readonly output: string }): Documented {
  const [name = model, version = 'hidden'] = model.split(':');
  const about = (more: JsonObject) => job({ model: name, version, ...more });
  const asked = { method: 'GET', path: '/predictions/:id' } as const;
  const metrics = { predict_time: 2.5, total_time: 3.1 };
  return {
    baseUrl: REPLICATE_URL,
    made: [
      { method: 'POST', path: '/predictions', status: 201, body: about({ status: 'starting' }) },
      { ...asked, body: about({ status: 'succeeded', output: `{{url ${output}}}`, metrics }) },
    ],
    pending: {
      ...asked,
      body: about({ status: 'processing', logs: ' 40%|████      | 10/25 [00:01<00:02,  8.30it/s]\n' }),
    },
    refused: {
      ...asked,
      body: about({
        status: 'failed',
        error: 'The input or output was flagged as sensitive. Please try again with different inputs. (E005) {{said}}',
      }),
    },
    error: { title: 'Problem', detail: '{{said}}' },
    checked: { method: 'GET', path: '/account', body: { json: { type: 'user', username: 'double', name: 'Double' } } },
    cancelled: { method: 'POST', path: '/predictions/:id/cancel', body: about({ status: 'canceled' }) },
  };
}
