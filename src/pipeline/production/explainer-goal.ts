import { IllegalTransition } from '../errors';
import type { Production, RunStatus } from '../runner/run';
import { EXPLAINER_STAGES, type ExplainerStage } from './explainer';

interface Standing {
  readonly production: Production;
  readonly status: RunStatus;
  readonly stopAfter: string | null;
}

/**
 * How far a run is to go that goes on; null: as far as it was asked. One that ended where it was told to stop goes to the film unless
 * somebody says otherwise; one that ended short of that begins again what it did not do, and goes further only where that is said.
 */
export function goalOf(run: Standing, asked: ExplainerStage | null): ExplainerStage | null {
  const at = STAGED.includes(run.production) ? stageCalled(run.stopAfter) : null;
  const isDone = run.status === 'SUCCEEDED';
  if (asked === null) return isDone && at !== null && at !== 'FILM' ? 'FILM' : null;
  if (at !== null) return furtherThan(at, asked);
  if (isDone) return null;
  throw withoutStages();
}

/** Made stage by stage. */
const STAGED: readonly Production[] = ['EXPLAINER', 'PLAN'];

function stageCalled(word: string | null): ExplainerStage | null {
  return EXPLAINER_STAGES.find((stage) => stage === word) ?? null;
}

function furtherThan(at: ExplainerStage, asked: ExplainerStage): ExplainerStage {
  const after = EXPLAINER_STAGES.slice(EXPLAINER_STAGES.indexOf(at) + 1);
  if (after.includes(asked)) return asked;
  throw new IllegalTransition(`The run goes up to ${at} as it is.`, {
    field: ['input', 'stopAfter'],
    expected: after.length > 0 ? after.join(' or ') : 'none: the film is the last stage',
    got: asked,
    remedy: 'Name a stage that comes later, or leave `stopAfter` out.',
  });
}

function withoutStages(): IllegalTransition {
  return new IllegalTransition('The run makes no film stage by stage.', {
    field: ['input', 'stopAfter'],
    expected: 'a run of `startExplainer` or `startPlan`',
    got: 'a run of another kind',
    remedy: 'Leave `stopAfter` out: what it did not do is begun again.',
  });
}
