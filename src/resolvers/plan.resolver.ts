import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { planProduction, previewPlan, repairManifest, startPlan } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  PlanPreview,
  PlanProductionInput,
  PlanProductionPayload,
  PreviewPlanInput,
  ProductionPlan,
  RepairManifestInput,
  RepairManifestPayload,
} from '../schema/plan';
import { StartPlanInput, StartPlanPayload } from '../schema/start-plan';
import type { Context } from './context';
import { Needs } from './needs';
import { shownPlan } from './plan-answers';
import { rowIdOf } from './row-ids';

const inProject = <I extends { readonly projectId: string }>(input: I): I => ({
  ...input,
  projectId: rowIdOf('Project', input.projectId, ['input', 'projectId']),
});

@Resolver()
export class PlanResolver {
  @Needs('VIEWER')
  @Query(() => ProductionPlan, { nullable: true })
  plan(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('VIEWER')
  @Query(() => PlanPreview, {
    description: 'What `planProduction` or `repairManifest` would keep, without keeping it and without asking a model.',
  })
  previewPlan(@Arg('input', () => PreviewPlanInput) input: PreviewPlanInput): object {
    return shownPlan(previewPlan(input));
  }

  @Needs('PRODUCER')
  @Mutation(() => PlanProductionPayload, {
    description:
      'A treatment as a manifest with its jobs. Any text is planned: what is missing is filled in, what contradicts itself is mended, and each of that is a warning.',
  })
  async planProduction(
    @Arg('input', () => PlanProductionInput) input: PlanProductionInput,
    @Ctx() { studio, watch, planner, caller }: Context,
  ): Promise<object> {
    return {
      plan: globalId('ProductionPlan', await planProduction({ ...studio, watch, planner }, caller, inProject(input))),
    };
  }

  @Needs('PRODUCER')
  @Mutation(() => RepairManifestPayload, {
    description:
      'A draft of a manifest as the nearest valid one, kept as a plan. Of what can be used nothing is changed; every change is a warning.',
  })
  async repairManifest(
    @Arg('input', () => RepairManifestInput) input: RepairManifestInput,
    @Ctx() { studio, watch, planner, caller }: Context,
  ): Promise<object> {
    return {
      plan: globalId('ProductionPlan', await repairManifest({ ...studio, watch, planner }, caller, inProject(input))),
    };
  }

  @Needs('PRODUCER')
  @Mutation(() => StartPlanPayload, {
    description:
      'A plan as a film, or as far as `stopAfter` says. Each of its jobs is a job of the run, under the same key; what exists and is fresh is used again, what is approved stays in use. What the user was to bring and did not, `Run.leftOut` names.',
  })
  async startPlan(
    @Arg('input', () => StartPlanInput) input: StartPlanInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const planId = rowIdOf('ProductionPlan', input.planId, ['input', 'planId']);
    return { run: globalId('Run', await startPlan(studio, caller, { ...input, planId })) };
  }
}
