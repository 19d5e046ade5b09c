import { PlannedJob, ProductionPlan } from '../../../src/entities/production-plan.entity';
import type { Rows } from './rows';
import type { Takes } from './takes';
import { NO_WORDS, TEXTS } from './wicked';

/** A plan of some jobs, with warnings and with what is none, and places for what its jobs make. */
export function addPlan(rows: Rows, takes: Takes, projectId: string, jobs: number): ProductionPlan {
  const { random } = rows;
  const warnings = random.some(TEXTS, 3).map((message) => ({
    ...{ code: random.pick(['DURATIONS_SCALED', 'UNKNOWN_EFFECT']), message },
    path: random.chance(0.5) ? random.pick(TEXTS) : null,
  }));
  const plan = rows.add(ProductionPlan, { projectId, warnings });
  const owner = { projectId, id: plan.id, type: 'PRODUCTION_PLAN' } as const;
  for (let position = 0; position < jobs; position += 1) {
    const [planId, key] = [plan.id, `job_${position} ${random.pick(TEXTS)}`];
    rows.add(PlannedJob, { planId, position, projectId, key, dependsOn: random.some(NO_WORDS.map(String), 2) });
    takes.slot(owner, key);
  }
  return plan;
}
