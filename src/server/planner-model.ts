import type { PlannerModel } from '../pipeline/planner/plan-with-model.stage';
import type { Services } from './services';
import { writersOf } from './suppliers';

/** The models that help with plans, as the configuration has them. Null: there are none. */
export function plannerModel({
  config,
  studio,
  log,
}: Pick<Services, 'config' | 'studio' | 'log'>): PlannerModel | null {
  const { model, isRepairOn, limits } = config.planner;
  if (model === 'OFF') return null;
  const { rates } = config.limits;
  return {
    store: studio.store,
    now: studio.now,
    newId: studio.newId,
    log: { info: (facts, text) => log.info(facts, text), warn: (facts, text) => log.warn(facts, text) },
    writers: async () =>
      writersOf(config).map(({ provider, means }) => {
        const rate = rates.get(provider.name) ?? rates.get(provider.vendor) ?? provider.rate ?? null;
        return { provider, means, rate };
      }),
    named: model === 'CHEAPEST' ? null : model,
    limits,
    isRepairOn,
  };
}
