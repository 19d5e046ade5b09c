import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { assertRun, pauseRun, retryFailedJobs, retryJob, setJobPriority, setRunPriority } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import { Run } from '../schema/run';
import {
  PauseRunInput,
  PauseRunPayload,
  RetryFailedJobsInput,
  RetryFailedJobsPayload,
  RetryJobInput,
  RetryJobPayload,
  SetJobPriorityInput,
  SetJobPriorityPayload,
  SetRunPriorityInput,
  SetRunPriorityPayload,
} from '../schema/run-control';
import { RunEvent } from '../schema/run-event';
import type { Context } from './context';
import { assertPermitted, Needs } from './needs';
import { rowIdOf } from './row-ids';

interface FollowRun {
  args: { runId: string; afterSeq: number };
  context: Context;
  info: GraphQLResolveInfo;
}

async function followRun({ args, context, info }: FollowRun): Promise<AsyncIterable<unknown>> {
  const { caller, studio } = context;
  assertPermitted(caller, 'VIEWER');
  const runId = rowIdOf('Run', args.runId, ['runId']);
  await assertRun(studio.store.manager, caller, { runId, field: ['runId'] });
  return context.followRun(runId, args.afterSeq, info);
}

@Resolver()
export class RunResolver {
  @Needs('VIEWER')
  @Query(() => Run, { nullable: true })
  run(@Arg('id', () => ID) _: string, @Ctx() { reads }: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('PRODUCER')
  @Mutation(() => PauseRunPayload, {
    description:
      'Nothing of the run is begun until `resumeRun`, also by servers that start meanwhile; what is under way is finished and kept.',
  })
  async pauseRun(
    @Arg('input', () => PauseRunInput) input: PauseRunInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const runId = rowIdOf('Run', input.runId, ['input', 'runId']);
    return { run: globalId('Run', await pauseRun(studio, caller, { runId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RetryJobPayload, {
    description:
      'Does one job again that failed or was cancelled, with what failed for want of it; a run that was over is under way again.',
  })
  async retryJob(
    @Arg('input', () => RetryJobInput) input: RetryJobInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const jobId = rowIdOf('Job', input.jobId, ['input', 'jobId']);
    return { job: globalId('Job', await retryJob(studio, caller, { ...input, jobId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RetryFailedJobsPayload, {
    description: 'Does all jobs of a run again that failed, but those that need what was cancelled.',
  })
  async retryFailedJobs(
    @Arg('input', () => RetryFailedJobsInput) input: RetryFailedJobsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const runId = rowIdOf('Run', input.runId, ['input', 'runId']);
    return { run: globalId('Run', await retryFailedJobs(studio, caller, { ...input, runId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetJobPriorityPayload, {
    description: 'When a job has its turn, 20 first. What has begun goes on.',
  })
  async setJobPriority(
    @Arg('input', () => SetJobPriorityInput) input: SetJobPriorityInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const jobId = rowIdOf('Job', input.jobId, ['input', 'jobId']);
    return { job: globalId('Job', await setJobPriority(studio, caller, { ...input, jobId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetRunPriorityPayload, {
    description: 'The same priority for all jobs of a run that are not done.',
  })
  async setRunPriority(
    @Arg('input', () => SetRunPriorityInput) input: SetRunPriorityInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const runId = rowIdOf('Run', input.runId, ['input', 'runId']);
    return { run: globalId('Run', await setRunPriority(studio, caller, { ...input, runId })) };
  }

  @Subscription(() => RunEvent, {
    description: 'Everything after the given number, then what follows, in order and once.',
    subscribe: followRun,
  })
  runEvents(
    @Root() event: object,
    @Arg('runId', () => ID) _runId: string,
    @Arg('afterSeq', () => Int, { defaultValue: 0 }) _afterSeq: number,
  ): object {
    return event;
  }
}
