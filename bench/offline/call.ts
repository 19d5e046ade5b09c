import type { Call, Model } from '../../src/providers/provider';

/** To one who calls nobody. */
export function callOf<M extends Model>({ models: [model], name }: { models: readonly M[]; name: string }): Call<M> {
  if (!model) throw new Error(`${name} has no model.`);
  const nobody = () => {
    throw new Error('Nobody is called.');
  };
  const means = { setting: nobody, fetch: nobody, mask: (text: string) => text, download: nobody };
  return { model, means, signal: new AbortController().signal, idempotencyKey: '', progress: () => undefined };
}
