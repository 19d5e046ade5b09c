import type { MediaKind } from '../../pipeline/values/media-type';
import type { Billed, Call, Model } from '../provider';
import { SETTINGS } from './client';
import { assertNamed, cancel, check, poll, type Result, type Row, submit } from './prediction';

interface Making<R, A> {
  readonly makes: MediaKind;
  made(result: Result, request: R): A;
}

/** What all that Replicate runs have in common, but for the models. Create is documented without a key of ours: resent, it is a second job. */
export function onReplicate<T, R extends T, A extends Billed, M extends Model>(
  rows: readonly (M & Row<T, R>)[],
  { makes, made }: Making<R, A>,
) {
  rows.forEach(assertNamed);
  const rowOf = ({ name }: Model): M & Row<T, R> => {
    const row = rows.find((one) => one.name === name);
    if (!row) throw new Error(`Replicate is not asked for ${name}.`);
    return row;
  };
  return {
    vendor: 'replicate',
    settings: SETTINGS,
    models: rows as readonly M[],
    resend: 'NEVER',
    atOnce: 8,
    // So many orders it takes of one account.
    rate: { calls: 600, seconds: 60 },
    answers: 'later',
    pollSeconds: 2,
    price: (terms: T, model: M) => rowOf(model).charge.price(terms),
    submit: (request: R, call: Call<M>) => submit(rowOf(call.model), request, call),
    poll: async (externalId: string, request: R, call: Call<M>): Promise<A | null> => {
      const result = await poll(externalId, { row: rowOf(call.model), request, makes, call });
      return result && made(result, request);
    },
    cancel: (externalId: string, call: Pick<Call<M>, 'means' | 'signal'>) => cancel(externalId, { rows, call }),
    check,
  } as const;
}
