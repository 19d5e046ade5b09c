import type { ShownProvider, Tested } from '../pipeline';
import { Made, madeMoney } from './made';

export function shownProvider(provider: ShownProvider): Made {
  const { isOffline, isOffByDefault, isConfigured, isHealthy, missing, latencySeconds, models, settings } = provider;
  return new Made({
    ...provider,
    offline: isOffline,
    offByDefault: isOffByDefault,
    configured: isConfigured,
    missingSetting: missing[0] ?? null,
    healthy: isHealthy,
    latency: latencySeconds,
    models: models.map((model) => new Made(model)),
    settings: settings.map(
      ({ isNeeded, isGiven, ...setting }) => new Made({ ...setting, needed: isNeeded, given: isGiven }),
    ),
  });
}

export function shownTrial(tested: Tested, providers: readonly ShownProvider[]): object {
  const { name, wasOrdered, seconds, costMicros, failure } = tested;
  const provider = providers.find((one) => one.name === name);
  return {
    provider: provider ? shownProvider(provider) : null,
    works: failure === null,
    ordered: wasOrdered,
    seconds,
    cost: madeMoney(costMicros),
    failure: failure && new Made(failure),
  };
}
