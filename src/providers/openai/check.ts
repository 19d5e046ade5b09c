import { z } from 'zod';
import type { DocumentedReply } from '../documented';
import type { Call, Model } from '../provider';
import { type Dialect, through } from '../through';
import { clientAt, type Door, until } from './client';

const models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Asks for the list of models. */
export function checkAt({ means, signal }: Pick<Call<Model>, 'means' | 'signal'>, dialect: Dialect, door: Door) {
  return through({ means, signal }, dialect, async (fetch) => {
    const client = clientAt(means, fetch, door);
    // Its own `models.list` takes what is no list for an empty one.
    models.parse(await client.get('/models', until(signal)));
  });
}

export const CHECKED: DocumentedReply = {
  method: 'GET',
  path: '/models',
  body: {
    json: { object: 'list', data: [{ id: 'gpt-6-luna', object: 'model', created: 1789948800, owned_by: 'system' }] },
  },
};
