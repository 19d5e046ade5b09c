import type { DataSource } from 'typeorm';
import { Run } from '../../entities/run.entity';
import { growRun } from '../runner/grow-run.verb';
import type { WritingTrade } from '../runner/trade.tool';
import { layOutScript } from '../script/lay-out-script.verb';
import type { Studio } from '../workspace/studio';
import { planStages } from './run-stages.verb';

/** The trade that lays a draft out as segments; then the run grows by all that is made of them. */
export function layingOut(studio: Studio<DataSource>): WritingTrade {
  return {
    does: 'write',
    write: async (manager, { runId, projectId }) => {
      const run = await manager.findOneByOrFail(Run, { id: runId });
      const { subjectId: scriptId, startedBy: by } = run;
      await layOutScript(manager, studio, { scriptId, by });
      const { jobs, leftOut } = await planStages(manager, studio, run);
      if (jobs.length === 0) return;
      await growRun(manager, studio, { run: { id: runId, projectId }, jobs });
      await manager.query(
        "UPDATE run SET options = options || jsonb_build_object('leftOut', $2::text[]) WHERE id = $1",
        [runId, leftOut],
      );
    },
  };
}
