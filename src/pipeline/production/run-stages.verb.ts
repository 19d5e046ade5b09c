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

interface RunStages {
  readonly jobs: readonly ExplainerJob[];
  readonly leftOut: readonly string[];
  readonly wentStale: readonly TurnedTake[];
}

type Asked = Pick<Run, 'projectId' | 'subjectId' | 'stopAfter' | 'options'>;

/** What a run makes of its script once that is written, as far as it was asked to go. */
export async function planStages(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'prices' | 'now' | 'newId'>,
  { projectId, subjectId: scriptId, stopAfter: said, options }: Asked,
): Promise<RunStages> {
  const stopAfter = stageOf(said);
  if (stopAfter === 'SCRIPT') return { jobs: [], leftOut: [], wentStale: [] };
  const directed = await direct(manager, { scriptId, tier: tierIn(options) ?? 'MEDIUM', now: studio.now() });
  const { numbers, parts } = options as AskedParts;
  const input = { ...screeningOf(options), projectId, scriptId, stopAfter, numbers, parts };
  const timelineOf = (script: Parameters<typeof ensureTimeline>[2]) => ensureTimeline(manager, studio, script);
  const plan = await planExplainer(manager, studio, { input, timelineOf });
  return { ...plan, wentStale: [...directed.wentStale, ...plan.wentStale] };
}

function stageOf(word: string | null): ExplainerStage {
  return EXPLAINER_STAGES.find((stage) => stage === word) ?? 'FILM';
}
