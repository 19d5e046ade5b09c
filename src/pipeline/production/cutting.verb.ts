import { Run } from '../../entities/run.entity';
import type { WritingTrade } from '../runner/trade.tool';
import { cutScript } from './build-cut.verb';
import { cutPlan } from './cut-plan.verb';

/** The trade that lays out the takes as they are now, and says what the film is to be. */
export const cutting: WritingTrade = {
  does: 'write',
  write: async (manager, { runId }) => {
    const run = await manager.findOneByOrFail(Run, { id: runId });
    if (run.subjectType === 'PRODUCTION_PLAN') await cutPlan(manager, run);
    else await cutScript(manager, run);
  },
};
