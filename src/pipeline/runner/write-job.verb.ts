import type { EntityManager } from 'typeorm';
import type { Job } from '../../entities/job.entity';
import type { Studio } from '../workspace/studio';
import { endDone } from './end-job.verb';
import type { WritingTrade } from './trade.tool';

/** Does a job that only writes rows, and ends it. Answers what the workflow goes on with. */
export async function writeJob(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  { job, trade }: { job: Job; trade: WritingTrade },
): Promise<string | null> {
  await trade.write(manager, { id: job.id, runId: job.runId, projectId: job.projectId });
  return endDone(manager, studio, {
    job,
    status: 'COMPLETED',
    resultId: null,
    reusedFromId: null,
    costMicros: 0n,
    line: { kind: 'JOB_FINISHED', facts: { jobKey: job.key } },
  });
}
