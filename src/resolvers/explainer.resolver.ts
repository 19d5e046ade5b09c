import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { cancelRun, resumeRun, startExplainer } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  CancelRunInput,
  CancelRunPayload,
  ResumeRunInput,
  ResumeRunPayload,
  StartExplainerInput,
  StartExplainerPayload,
} from '../schema/explainer';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

@Resolver()
export class ExplainerResolver {
  @Needs('PRODUCER')
  @Mutation(() => StartExplainerPayload, {
    description:
      'From a script to a film, or as far as `stopAfter` says. What exists and is fresh is used again; what is approved stays in use.',
  })
  async startExplainer(
    @Arg('input', () => StartExplainerInput) input: StartExplainerInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    const scriptId = rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']);
    return { run: globalId('Run', await startExplainer(studio, caller, { ...input, projectId, scriptId })) };
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
      'A paused run goes on where it was. Of one that is over, begins again what failed, what needed it and what was cancelled; what is done stays done.',
  })
  async resumeRun(
    @Arg('input', () => ResumeRunInput) input: ResumeRunInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const runId = rowIdOf('Run', input.runId, ['input', 'runId']);
    return { run: globalId('Run', await resumeRun(studio, caller, { runId, cap: input.cap })) };
  }
}
