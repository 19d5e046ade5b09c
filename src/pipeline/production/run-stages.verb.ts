import type { EntityManager } from 'typeorm';
import type { Run } from '../../entities/run.entity';
import type { TurnedTake } from '../library/rewish.verb';
import { screeningOf } from '../library/screening';
import type { Studio } from '../workspace/studio';
import type { AskedParts } from './asked-parts';
import { direct } from './assign-visuals.verb';
import { ensureTimeline } from './ensure-timeline.verb';
import { EXPLAINER_STAGES, type ExplainerJob, type ExplainerStage } from './explainer';
import { tierIn } from './explainer-options';
import { planExplainer } from './plan-explainer.verb';

export interface RunStages {
  readonly jobs: readonly ExplainerJob[];
  readonly leftOut: readonly string[];
  readonly wentStale: readonly TurnedTake[];
}

type Asked = Pick<Run, 'projectId' | 'subjectId' | 'stopAfter' | 'options'>;
type Desk = Pick<Studio<unknown>, 'prices' | 'now' | 'newId'>;

/** What a run makes of its script once that is written, as far as it was asked to go. */
export async function planStages(manager: EntityManager, studio: Desk, run: Asked): Promise<RunStages> {
  if (stageOf(run.stopAfter) === 'SCRIPT') return { jobs: [], leftOut: [], wentStale: [] };
  return stagesOf(manager, studio, { run, directed: await directedBy(manager, studio, run) });
}

/** The same of a script that is there. What was assigned to it stays; of one that was only written so far nothing was. */
export async function planRest(manager: EntityManager, studio: Desk, run: Asked): Promise<RunStages> {
  const isOnlyWritten = await hasNoTier(manager, run.subjectId);
  return stagesOf(manager, studio, { run, directed: isOnlyWritten ? await directedBy(manager, studio, run) : [] });
}

async function directedBy(
  manager: EntityManager,
  studio: Desk,
  { subjectId, options }: Asked,
): Promise<readonly TurnedTake[]> {
  const tier = tierIn(options) ?? 'MEDIUM';
  const { wentStale } = await direct(manager, { scriptId: subjectId, tier, now: studio.now() });
  return wentStale;
}

async function hasNoTier(manager: EntityManager, scriptId: string): Promise<boolean> {
  const found = await manager.query(
    `SELECT 1 FROM structured_script c JOIN slot s ON s.owner_id = c.id AND s.part = 'draft'
     WHERE c.id = $1 AND c.directed_tier IS NULL`,
    [scriptId],
  );
  return found.length > 0;
}

async function stagesOf(
  manager: EntityManager,
  studio: Desk,
  { run, directed }: { readonly run: Asked; readonly directed: readonly TurnedTake[] },
): Promise<RunStages> {
  const { projectId, subjectId: scriptId, stopAfter, options } = run;
  const { numbers, parts } = options as AskedParts;
  const input = { ...screeningOf(options), projectId, scriptId, stopAfter: stageOf(stopAfter), numbers, parts };
  const timelineOf = (script: Parameters<typeof ensureTimeline>[2]) => ensureTimeline(manager, studio, script);
  const plan = await planExplainer(manager, studio, { input, timelineOf });
  return { ...plan, wentStale: [...directed, ...plan.wentStale] };
}

/** By name; a cut says it anew. */
export async function keepLeftOut(manager: EntityManager, runId: string, leftOut: readonly string[]): Promise<void> {
  await manager.query(`UPDATE run SET options = options || jsonb_build_object('leftOut', $2::text[]) WHERE id = $1`, [
    runId,
    leftOut,
  ]);
}

export function stageOf(word: string | null): ExplainerStage {
  return EXPLAINER_STAGES.find((stage) => stage === word) ?? 'FILM';
}
