import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { breakDownScreenplay, regenerateShotPrompts, updateShot } from '../pipeline';
import { exportedList, type ShotListFormat } from '../pipeline/shots/list/exported-list';
import type { ShotListRows } from '../pipeline/shots/list/list-rows';
import { globalId } from '../pipeline/values/global-id';
import { ShotListFormatEnum } from '../schema/enums';
import { ShotList } from '../schema/shot';
import { ShotCharts } from '../schema/shot-charts';
import {
  BreakDownScreenplayInput,
  BreakDownScreenplayPayload,
  RegenerateShotPromptsInput,
  RegenerateShotPromptsPayload,
  UpdateShotInput,
  UpdateShotPayload,
} from '../schema/shot-edit';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';
import { shownCharts } from './shot-answers';

@Resolver(() => ShotList)
export class ShotResolver {
  @Needs('VIEWER')
  @Query(() => ShotList, { nullable: true })
  shotList(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @FieldResolver(() => String)
  export(
    @Root() list: { ' export': ShotListRows },
    @Arg('format', () => ShotListFormatEnum, { defaultValue: 'JSON' }) format: ShotListFormat,
  ): string {
    return exportedList(list[' export'], format);
  }

  @FieldResolver(() => ShotCharts)
  charts(@Root() list: { ' charts': ShotListRows }): object {
    return shownCharts(list[' charts']);
  }

  @Needs('PRODUCER')
  @Mutation(() => BreakDownScreenplayPayload, {
    description:
      'A screenplay as shots. Broken down again, every scene and shot that is still there keeps its id, its takes and what people decided about it; what is approved stays in use, and goes stale where its words changed. The artifacts are kept: what is left out is as it was brought last time, null takes it away.',
  })
  async breakDownScreenplay(
    @Arg('input', () => BreakDownScreenplayInput) input: BreakDownScreenplayInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const screenplayId = rowIdOf('Screenplay', input.screenplayId, ['input', 'screenplayId']);
    return { shotList: globalId('ShotList', await breakDownScreenplay(studio, caller, { ...input, screenplayId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => UpdateShotPayload, {
    description:
      'What people decide about a shot. Prompts that nobody wrote follow it at once; what is decided stays when its screenplay is broken down again.',
  })
  async updateShot(
    @Arg('input', () => UpdateShotInput) input: UpdateShotInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const shotId = rowIdOf('Shot', input.shotId, ['input', 'shotId']);
    const characterIds = input.characterIds?.map((id) => rowIdOf('Character', id, ['input', 'characterIds']));
    return { shot: globalId('Shot', await updateShot(studio, caller, { ...input, shotId, characterIds })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RegenerateShotPromptsPayload, {
    description: 'Prompts written anew, out of the shots as they are and of the visual bible.',
  })
  async regenerateShotPrompts(
    @Arg('input', () => RegenerateShotPromptsInput) input: RegenerateShotPromptsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const shotListId = rowIdOf('ShotList', input.shotListId, ['input', 'shotListId']);
    const shotIds = input.shotIds?.map((id) => rowIdOf('Shot', id, ['input', 'shotIds']));
    const anew = await regenerateShotPrompts(studio, caller, { ...input, shotListId, shotIds });
    return { ...anew, shotList: globalId('ShotList', anew.shotListId) };
  }
}
