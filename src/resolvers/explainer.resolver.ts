import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  cancelRun,
  estimateExplainer,
  goOnWithRun,
  type RunEstimate as RunEstimateAnswer,
  startExplainer,
} from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  CancelRunInput,
  CancelRunPayload,
  EstimateExplainerInput,
  ResumeRunInput,
  ResumeRunPayload,
  RunEstimate,
  StartExplainerInput,
  StartExplainerPayload,
} from '../schema/explainer';
import type { Context } from './context';
import { Made, madeMoney } from './made';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

const inRows = <I extends EstimateExplainerInput>(input: I): I => ({
  ...input,
  projectId: rowIdOf('Project', input.projectId, ['input', 'projectId']),
  scriptId: input.scriptId && rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']),
  documentIds: input.documentIds?.map((id) => rowIdOf('Document', id, ['input', 'documentIds'])),
  styleProfileId: input.styleProfileId && rowIdOf('StyleProfile', input.styleProfileId, ['input', 'styleProfileId']),
});

const shownEstimate = ({ costMicros, expectedMicros, ...estimate }: RunEstimateAnswer): Made =>
  new Made({ ...estimate, cost: madeMoney(costMicros), expectedCost: madeMoney(expectedMicros) });

@Resolver()
export class ExplainerResolver {
  @Needs('VIEWER')
  @Query(() => RunEstimate, {
    description: 'What `startExplainer` with the same input would make, use again and cost; refused where it would be.',
  })
  async estimateExplainer(
    @Arg('input', () => EstimateExplainerInput) input: EstimateExplainerInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return shownEstimate(await estimateExplainer(studio, caller, inRows(input)));
  }

  @Needs('PRODUCER')
  @Mutation(() => StartExplainerPayload, {
    description:
      'From documents or a script to a film, or as far as `stopAfter` says. What exists and is fresh is used again; what is approved stays in use.',
  })
  async startExplainer(
    @Arg('input', () => StartExplainerInput) input: StartExplainerInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return { run: globalId('Run', await startExplainer(studio, caller, inRows(input))) };
  }

  @Needs('PRODUCER')
  @Mutation(() => CancelRunPayload, {
    description:
      'Nothing of the run is begun any more, and what is under way for it alone is stopped within seconds. What was made stays.',
  })
  async cancelRun(
    @Arg('input', () => CancelRunInput) input: CancelRunInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const runId = rowIdOf('Run', input.runId, ['input', 'runId']);
    return { run: globalId('Run', await cancelRun(studio, caller, { runId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => ResumeRunPayload, {
    description:
      'A paused run goes on where it was. Of one that is over, begins again what failed, what needed it and what was cancelled; what is done stays done. One that ended where `stopAfter` told it to goes on from there, by the script as it is now, on the same budget and with the options that it was started with.',
  })
  async resumeRun(
    @Arg('input', () => ResumeRunInput) input: ResumeRunInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const runId = rowIdOf('Run', input.runId, ['input', 'runId']);
    return { run: globalId('Run', await goOnWithRun(studio, caller, { ...input, runId })) };
  }
}
