import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { assertRun } from '../pipeline';
import { Run } from '../schema/run';
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
