import { setTimeout as delay } from 'node:timers/promises';
import type { ListedProvider, ProviderDesk, Trial } from '../pipeline/production/provider-desk';
import type { Billed, Call, Means, Model, Provider, Setting } from '../providers/provider';
import { imageSample, SPEECH_SAMPLE, soundSample, TEXT_SAMPLE, VISION_SAMPLE, videoSample } from '../providers/samples';
import type { Listed, Suppliers, SuppliersHere } from './suppliers';

/** What the API shows of suppliers, and how it tries them. */
export function providerDesk(here: SuppliersHere): ProviderDesk {
  return {
    list: async () => {
      const { known, given } = await here.open();
      return known.map((provider) => listed(provider, given));
    },
    trialOf: async (name) => trialOf(await here.open(), name),
  };
}

function listed(provider: Listed, given: ReadonlyMap<string, string>): ListedProvider {
  const { name, vendor, capability, reach, isOffByDefault = false, models, settings } = provider;
  return {
    name,
    vendor,
    capability,
    isOffline: reach !== 'NETWORK',
    isOffByDefault,
    models: models.map(({ name: model, price, limits }) => ({ name: model, price, limits })),
    voices: 'voices' in provider ? (provider.voices as readonly string[]) : [],
    settings: settings.map((setting) => shownSetting(setting, given)),
  };
}

function shownSetting({ name, about, is, otherwise }: Setting, given: ReadonlyMap<string, string>) {
  return { name, about, isSecret: is === 'SECRET', isNeeded: otherwise === null, isGiven: given.has(name) };
}

const named = <P extends { readonly name: string }>(providers: readonly P[], name: string): P | undefined =>
  providers.find((one) => one.name === name);

/** By port, since each is asked for something else. */
function trialOf(
  { text, speech, image, video, sound, vision, lipsync, meansOf }: Suppliers,
  name: string,
): Trial | null {
  const [writes, speaks, draws] = [named(text, name), named(speech, name), named(image, name)];
  if (writes) return ordering(writes, meansOf(writes), () => TEXT_SAMPLE);
  if (speaks) return ordering(speaks, meansOf(speaks), () => SPEECH_SAMPLE);
  if (draws) return ordering(draws, meansOf(draws), imageSample);
  const [moves, sounds, looks] = [named(video, name), named(sound, name), named(vision, name)];
  if (moves) return ordering(moves, meansOf(moves), videoSample);
  if (sounds) return ordering(sounds, meansOf(sounds), soundSample);
  if (looks) return ordering(looks, meansOf(looks), () => VISION_SAMPLE);
  const syncs = named(lipsync, name);
  // There is no face at hand.
  return syncs
    ? { ...shownKey(syncs, meansOf(syncs)), ceilingMicros: null, make: () => Promise.reject(new Error()) }
    : null;
}

type Checked = Pick<Provider<never, never, Billed, Model>, 'check' | 'timeoutSeconds'>;

function shownKey({ check, timeoutSeconds }: Checked, means: Means): Pick<Trial, 'check' | 'timeoutSeconds'> {
  return { check: check ? (signal) => check({ means, signal }) : null, timeoutSeconds };
}

function ordering<T, R extends T, A extends Billed, M extends Model>(
  provider: Provider<T, R, A, M>,
  means: Means,
  sample: (model: M) => R,
): Trial {
  const model = provider.models.find((one) => !provider.serves || provider.serves(sample(one), one));
  const price = model ? provider.price(sample(model), model).ceilingMicros : null;
  return {
    ...shownKey(provider, means),
    ceilingMicros: price,
    make: async ({ signal, idempotencyKey }) => {
      if (!model) throw new Error(`${provider.name} serves no sample.`);
      const call = { means, model, signal, idempotencyKey, progress: () => undefined };
      return (await made(provider, sample(model), call)).costMicros;
    },
  };
}

async function made<T, R extends T, A extends Billed, M extends Model>(
  provider: Provider<T, R, A, M>,
  request: R,
  call: Call<M>,
): Promise<A> {
  if (provider.answers === 'at once') return provider.make(request, call);
  const externalId = await provider.submit(request, call);
  for (;;) {
    const answer = await provider.poll(externalId, request, call);
    if (answer) return answer;
    await delay(provider.pollSeconds * 1000, undefined, { signal: call.signal });
  }
}
