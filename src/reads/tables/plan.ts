import type { Tables } from '../table';
import { list, money, one, page, sql, toOne } from '../table';
import { textIn } from './json';
import { ownedSlots } from './slot';

export const planTables: Tables = {
  ProductionPlan: {
    from: 'production_plan',
    fields: {
      slots: ownedSlots,
      project: toOne('project_id'),
      jobs: page({
        on: (plan, job) => `${job('plan_id')} = ${plan('id')}`,
        orders: { default: { keys: [{ column: 'position', type: 'int' }] } },
      }),
      warnings: list({
        from: (row) =>
          `(SELECT i.said, i.ordinality FROM jsonb_path_query(${row('warnings')}, '$[*]') WITH ORDINALITY i(said, ordinality))`,
        order: (warning) => warning('ordinality'),
      }),
      timeline: one((plan, timeline) => `${timeline('plan_id')} = ${plan('id')}`),
    },
  },
  PlannedJob: {
    from: 'planned_job',
    fields: { estimate: money('estimate_micros') },
  },
  PlanWarning: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      code: sql((row) => textIn(row('said'), 'code')),
      message: sql((row) => textIn(row('said'), 'message')),
      path: sql((row) => textIn(row('said'), 'path')),
    },
  },
  PlanPreview: { made: true },
};
