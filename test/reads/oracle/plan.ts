import { connection } from './connection';
import { SLOTS } from './slot';
import { amountIn, link, type Resolvers } from './types';

export const planResolvers: Resolvers = {
  ProductionPlan: {
    slots: SLOTS,
    project: link('project', 'project_id'),
    jobs: ({ id }, args, view, info) =>
      connection(view.all('planned_job', { plan_id: id }), args, view, info, { keys: (row) => [row.position] }),
    timeline: ({ id }, _, view) => view.one('timeline', { plan_id: id }),
  },
  PlannedJob: { estimate: amountIn('estimate_micros') },
};
