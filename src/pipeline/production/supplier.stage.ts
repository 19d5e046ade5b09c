import type { Billed, Means, Model, Price, Provider } from '../../providers/provider';
import type { SettledWish } from '../library/wish';
import type { MakeOrder } from '../runner/order';
import type { Seller } from '../runner/price-list';
import type { Delivery, MakingTools, Vendor } from '../runner/vendor';

/** How a trade speaks to any provider of its port. */
export interface Trading<T, R extends T, A, M extends Model> {
  /** What a price depends on. Never throws: it is asked of every wish. */
  termsOf(wish: SettledWish): T;
  /** The whole request. Refuses a wish that nobody can fulfil. */
  requestOf(order: MakeOrder, asked: { readonly model: M; readonly signal: AbortSignal }): Promise<R>;
  /** What was made, as the library keeps it. */
  delivered(
    made: A,
    asked: { readonly order: MakeOrder; readonly request: R; readonly signal: AbortSignal },
  ): Promise<Unpaid>;
}

/** The money is said by the provider alone. */
export type Unpaid = Omit<Delivery, 'costMicros'>;

/** What each provider may use of the server. */
export type MeansOf = (provider: Pick<Provider<never, never, Billed, Model>, 'name' | 'settings'>) => Means;

const UNPRICED: Price = { expectedMicros: 0n, ceilingMicros: 0n };

/** What a provider asks for a wish, for whoever only wants to know. */
export function offerOf<T, R extends T, A extends Billed, M extends Model>(
  provider: Provider<T, R, A, M>,
  termsOf: (wish: SettledWish) => T,
): Seller {
  const { name, vendor: house, capability, reach, isOffByDefault = false } = provider;
  const chosen = (wish: SettledWish): M | null => modelFor(provider, wish, termsOf(wish));
  const priced = (wish: SettledWish): Price => {
    const model = chosen(wish);
    return model ? provider.price(termsOf(wish), model) : UNPRICED;
  };
  return {
    name,
    house,
    capability,
    reach,
    isOffByDefault,
    modelOf: (wish) => chosen(wish)?.name ?? null,
    ceilingMicros: (wish) => priced(wish).ceilingMicros,
    expectedMicros: (wish) => priced(wish).expectedMicros,
  };
}

/** A provider of a port as the runner knows suppliers. */
export function vendorOf<T, R extends T, A extends Billed, M extends Model>(
  provider: Provider<T, R, A, M>,
  trading: Trading<T, R, A, M>,
  meansOf: MeansOf,
): Vendor {
  const means = meansOf(provider);
  const terms = {
    ...offerOf(provider, trading.termsOf),
    source: provider.source,
    resend: provider.resend,
    atOnce: provider.atOnce,
    isShared: provider.reach === 'NETWORK',
    rate: provider.rate ?? null,
    timeoutSeconds: provider.timeoutSeconds,
  };
  const asked = async (order: MakeOrder, tools: MakingTools) => {
    const model = namedModel(provider.models, order.model);
    const request = await trading.requestOf(order, { model, signal: tools.signal });
    return { request, call: { ...tools, model, means } };
  };
  const delivery = async (made: A, order: MakeOrder, { request, signal }: { request: R; signal: AbortSignal }) => {
    const unpaid = await trading.delivered(made, { order, request, signal });
    return { ...unpaid, costMicros: Number(made.costMicros) };
  };
  if (provider.answers === 'at once') {
    return {
      ...terms,
      answers: 'at once',
      call: async (order, tools) => {
        const { request, call } = await asked(order, tools);
        return delivery(await provider.make(request, call), order, { request, signal: tools.signal });
      },
    };
  }
  return {
    ...terms,
    answers: 'later',
    pollSeconds: provider.pollSeconds,
    submit: async (order, tools) => {
      const { request, call } = await asked(order, tools);
      return provider.submit(request, call);
    },
    poll: async (externalId, order, tools) => {
      const { request, call } = await asked(order, tools);
      const made = await provider.poll(externalId, request, call);
      return made && delivery(made, order, { request, signal: tools.signal });
    },
    cancel: (externalId, signal) => provider.cancel(externalId, { means, signal }),
  };
}

/** The one that the wish names, where the provider has it; else the first that does what is wished for. */
function modelFor<T, M extends Model>(
  { models, serves = () => true }: { readonly models: readonly M[]; serves?(terms: T, model: M): boolean },
  wish: SettledWish,
  terms: T,
): M | null {
  const named = models.filter(({ name }) => wish.model === null || name === wish.model);
  return named.find((model) => serves(terms, model)) ?? null;
}

function namedModel<M extends Model>(models: readonly M[], name: string): M {
  const model = models.find((one) => one.name === name);
  if (!model) throw new Error(`There is no model ${name} any more.`);
  return model;
}
