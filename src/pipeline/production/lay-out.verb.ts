import type { DataSource } from 'typeorm';
import { Run } from '../../entities/run.entity';
import { staleLines } from '../library/rewish.verb';
import { growRun } from '../runner/grow-run.verb';
import type { WritingTrade } from '../runner/trade.tool';
import { layOutScript } from '../script/lay-out-script.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { furtherJobs } from './further-jobs';
import { runJobs } from './run-jobs.verb';
import { keepLeftOut, planStages } from './run-stages.verb';

/** The trade that lays a draft out as segments; then the run grows by all that is made of them. */
export function layingOut(studio: Studio<DataSource>): WritingTrade {
  return {
    does: 'write',
    write: async (manager, { runId, projectId }) => {
      const run = await manager.findOneByOrFail(Run, { id: runId });
      const { subjectId: scriptId, startedBy: by } = run;
      const laidOut = await layOutScript(manager, studio, { scriptId, by });
      const { jobs, leftOut, wentStale } = await planStages(manager, studio, run);
      if (jobs.length > 0) {
        const there = await runJobs(manager, { runId, isResumed: false });
        await growRun(manager, studio, { run: { id: runId, projectId }, jobs: furtherJobs(jobs, there) });
        await keepLeftOut(manager, runId, leftOut);
      }
      await appendLinesToProjectLog(manager, [...laidOut, ...staleLines(wentStale, by)]);
    },
  };
}
