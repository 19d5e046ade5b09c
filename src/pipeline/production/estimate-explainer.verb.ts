import type { DataSource, EntityManager } from 'typeorm';
import { wishHash } from '../library/wish';
import type { JobType } from '../runner/run';
import { writeSegments } from '../script/lay-out-script.verb';
import { pageOf } from '../script/page-of.verb';
import { extractiveScript } from '../script/writing/extractive/extractive';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { direct } from './assign-visuals.verb';
import { cutAsOfNow } from './build-cut.verb';
import { leavesCut, scriptJobs } from './explainer';
import { estimateOf, type RunEstimate } from './explainer-estimate';
import { hasEqual } from './explainer-places.verb';
import { wantedCards } from './film-cards.verb';
import { filmWish } from './film-wish';
import { type AskedExplainer, type ExplainerPlan, type Planning, planExplainer } from './plan-explainer.verb';
import { openDraft } from './script-draft.verb';
import { type NewExplainer, scriptToFilm } from './start-explainer.verb';
import { writingBrief } from './writing-brief.verb';

export type AskedEstimate = Omit<NewExplainer, 'cap' | 'caps' | 'captions' | 'idempotencyKey'>;

/**
 * What `startExplainer` would make, use again and spend if it were called now; refuses what that would refuse. It goes the same way, in a
 * transaction that is taken back, and sees what is committed, as that does: with a snapshot of its own, whoever waits for a start on the
 * same script would fail when that commits. A script that is still to be written is foreseen as the one that quotes its sources.
 */
export async function estimateExplainer(
  studio: Studio<DataSource>,
  caller: Caller,
  input: AskedEstimate,
): Promise<RunEstimate> {
  const runner = studio.store.createQueryRunner();
  await runner.startTransaction();
  try {
    return await estimated(runner.manager, studio, { caller, input });
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

async function estimated(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { caller, input }: { readonly caller: Caller; readonly input: AskedEstimate },
): Promise<RunEstimate> {
  const { projectId, stopAfter } = input;
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const scriptId = await scriptToFilm(manager, studio, input);
  const draft = await openDraft(manager, studio, { projectId, scriptId });
  if (draft) await layOutForeseen(manager, studio, { projectId, scriptId });
  const tier = input.tier ?? (draft ? 'MEDIUM' : null);
  if (tier) await direct(manager, { scriptId, tier, now: studio.now() });
  const asked = { ...input, scriptId };
  const timelineOf = () => foreseenTimeline(manager, scriptId);
  const plan = stopAfter === 'SCRIPT' ? null : await planExplainer(manager, studio, { input: asked, timelineOf });
  return estimateOf([...(draft ? scriptJobs(draft) : []), ...(plan?.jobs ?? [])], {
    secondsEach: await secondsEach(manager, projectId),
    hasFilm: stopAfter === 'FILM' && plan !== null && (await hasFilm(manager, asked, plan)),
  });
}

async function layOutForeseen(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  script: { readonly projectId: string; readonly scriptId: string },
): Promise<void> {
  const page = await pageOf(manager, studio, script);
  const brief = await writingBrief(manager, { scriptId: script.scriptId, variation: 0 });
  if (brief) await writeSegments(manager, extractiveScript(brief).script.segments, page);
}

/** Nothing of it is written: a start of the same script would wait for that. */
async function foreseenTimeline(manager: EntityManager, scriptId: string): ReturnType<Planning['timelineOf']> {
  const [timeline] = await manager.query<[{ id: string }?]>('SELECT id FROM timeline WHERE script_id = $1', [scriptId]);
  return { id: timeline?.id ?? null, cards: await wantedCards(manager, scriptId), wentStale: [] };
}

/** Whatever is made or brought here from elsewhere makes another cut, and that another film. */
async function hasFilm(
  manager: EntityManager,
  { projectId, scriptId }: AskedExplainer,
  { timelineId, places, screening, isPartial }: ExplainerPlan,
): Promise<boolean> {
  if (timelineId === null || !leavesCut(places)) return false;
  const { cut } = await cutAsOfNow(manager, {
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
