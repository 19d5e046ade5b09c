import type { DataSource, EntityManager } from 'typeorm';
import { wishHash } from '../library/wish';
import type { JobType } from '../runner/run';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { cutAsOfNow } from './build-cut.verb';
import { leavesCut } from './explainer';
import { estimateOf, type RunEstimate } from './explainer-estimate';
import { hasEqual } from './explainer-places.verb';
import { filmWish } from './film-wish';
import { type AskedExplainer, type ExplainerPlan, planExplainer } from './plan-explainer.verb';

/** What `startExplainer` would make, use again and spend if it were called now. Writes nothing; refuses what that would refuse. */
export function estimateExplainer(
  studio: Studio<DataSource>,
  caller: Caller,
  input: AskedExplainer,
): Promise<RunEstimate> {
  return studio.store.transaction('REPEATABLE READ', async (manager) => {
    const timelineOf = ({ id }: { id: string }) => timelineNow(manager, id);
    const plan = await planExplainer(manager, studio, { caller, input, timelineOf });
    return estimateOf(plan.jobs, {
      secondsEach: await secondsEach(manager, input.projectId),
      hasFilm: input.stopAfter === 'FILM' && (await hasFilm(manager, input, plan)),
    });
  });
}

async function timelineNow(manager: EntityManager, scriptId: string): Promise<string | null> {
  const [timeline] = await manager.query<[{ id: string }?]>('SELECT id FROM timeline WHERE script_id = $1', [scriptId]);
  return timeline?.id ?? null;
}

/** Whatever is made or brought here from elsewhere makes another cut, and that another film. */
async function hasFilm(
  manager: EntityManager,
  { projectId, scriptId }: AskedExplainer,
  { timelineId, places, screening, isPartial }: ExplainerPlan,
): Promise<boolean> {
  if (timelineId === null || !leavesCut(places)) return false;
  const { cut } = await cutAsOfNow(manager, {
    projectId,
    scriptId,
    timelineId,
    screening: { ...screening, isPartial },
  });
  return hasEqual(manager, { projectId, type: 'VIDEO', capability: 'VIDEO', wishHash: wishHash(filmWish(cut)) });
}

/** So many of the latest runs say how long a job of each type takes. */
const LATEST_RUNS = 5;

async function secondsEach(manager: EntityManager, projectId: string): Promise<Partial<Record<JobType, number>>> {
  const rows = await manager.query<{ type: JobType; seconds: number }[]>(
    `SELECT j.type, avg(extract(epoch FROM j.finished_at - j.started_at))::float AS seconds
     FROM job j WHERE j.run_id IN (SELECT id FROM run WHERE project_id = $1 ORDER BY id DESC LIMIT ${LATEST_RUNS})
       AND j.status = 'COMPLETED' GROUP BY j.type`,
    [projectId],
  );
  return Object.fromEntries(rows.map(({ type, seconds }) => [type, seconds]));
}
