import { parseLimits } from '../runner/limits';
import { isSupplierName } from '../runner/provider-order';
import { PLANNER_LIMITS, type PlannerLimit, type PlannerLimits } from './planner-call';

/** What whoever runs the studio says of models that help with plans. */
export interface PlannerConfig {
  /** CHEAPEST: of whoever the project asks first. */
  readonly model: 'CHEAPEST' | 'OFF' | NamedModel;
  readonly isRepairOn: boolean;
  readonly limits: PlannerLimits;
}

export interface NamedModel {
  /** By its own name or by that of its house. */
  readonly provider: string;
  /** Null: its cheapest. */
  readonly model: string | null;
}

/** `off`, `openai`, `openai-text/gpt-6-luna`. Null: it is not written so. */
export function parsePlannerModel(text: string): PlannerConfig['model'] | null {
  if (text === '') return 'CHEAPEST';
  if (text.toLowerCase() === 'off') return 'OFF';
  const [, house = '', model = null] = /^([^/\s]+)(?:\/([^\s]{1,200}))?$/.exec(text) ?? [];
  const provider = house.toLowerCase();
  return isSupplierName(provider) ? { provider, model } : null;
}

/** `extractions=10/60, repairs=5/3600`; what is not said is as usual. Null: it is not written so. */
export function parsePlannerLimits(text: string): PlannerLimits | null {
  const rates = parseLimits({ atOnce: '', rates: text })?.rates;
  if (!rates || [...rates.keys()].some((name) => name !== 'extractions' && name !== 'repairs')) return null;
  const limit = (usual: PlannerLimit, name: string): PlannerLimit => {
    const { calls = usual.most, seconds = usual.windowSeconds } = rates.get(name) ?? {};
    return { ...usual, most: calls, windowSeconds: seconds };
  };
  return {
    EXTRACTION: limit(PLANNER_LIMITS.EXTRACTION, 'extractions'),
    REPAIR: limit(PLANNER_LIMITS.REPAIR, 'repairs'),
  };
}
