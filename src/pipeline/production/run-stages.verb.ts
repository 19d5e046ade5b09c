import type { EntityManager } from 'typeorm';
import type { Run } from '../../entities/run.entity';
import { screeningOf } from '../library/screening';
import type { Studio } from '../workspace/studio';
import type { AskedParts } from './asked-parts';
import { directFor } from './direct-for.verb';
import { ensureTimeline } from './ensure-timeline.verb';
import { EXPLAINER_STAGES, type ExplainerJob, type ExplainerStage } from './explainer';
import { tierIn } from './explainer-options';
import { planExplainer } from './plan-explainer.verb';

type Asked = Pick<Run, 'projectId' | 'subjectId' | 'stopAfter' | 'options' | 'startedBy'>;

/** What a run makes of its script once that is written, as far as it was asked to go. */
export async function planStages(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'prices' | 'now' | 'newId'>,
  { projectId, subjectId: scriptId, stopAfter: said, options, startedBy: by }: Asked,
): Promise<{ jobs: readonly ExplainerJob[]; leftOut: readonly string[] }> {
  const stopAfter = stageOf(said);
  if (stopAfter === 'SCRIPT') return { jobs: [], leftOut: [] };
  await directFor(manager, studio, { scriptId, tier: tierIn(options) ?? 'MEDIUM', by });
  const { numbers, parts } = options as AskedParts;
  const input = { ...screeningOf(options), projectId, scriptId, stopAfter, numbers, parts };
  const timelineOf = (script: Parameters<typeof ensureTimeline>[2]) => ensureTimeline(manager, studio, script);
  return planExplainer(manager, studio, { input, timelineOf });
}

function stageOf(word: string | null): ExplainerStage {
  return EXPLAINER_STAGES.find((stage) => stage === word) ?? 'FILM';
}
