import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { learnStyle, removeStyleProfile } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  LearnStyleInput,
  LearnStylePayload,
  RemoveStyleProfileInput,
  RemoveStyleProfilePayload,
  StyleProfile,
} from '../schema/style-profile';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

const rowIdsOf = ({ projectId, uploadIds }: LearnStyleInput) => ({
  projectId: rowIdOf('Project', projectId, ['input', 'projectId']),
  uploadIds: uploadIds?.map((id, idx) => rowIdOf('Upload', id, ['input', 'uploadIds', String(idx)])),
});

@Resolver()
export class StyleProfileResolver {
  @Needs('VIEWER')
  @Query(() => StyleProfile, { nullable: true })
  styleProfile(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('PRODUCER')
  @Mutation(() => LearnStylePayload, {
    description: 'A style profile out of reference transcripts, whose words are read and not kept.',
  })
  async learnStyle(
    @Arg('input', () => LearnStyleInput) input: LearnStyleInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return { profile: globalId('StyleProfile', await learnStyle(studio, caller, { ...input, ...rowIdsOf(input) })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RemoveStyleProfilePayload, {
    description: 'The profile goes. Scripts that were written with it stay as they are.',
  })
  async removeStyleProfile(
    @Arg('input', () => RemoveStyleProfileInput) input: RemoveStyleProfileInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const profileId = rowIdOf('StyleProfile', input.profileId, ['input', 'profileId']);
    return { project: globalId('Project', await removeStyleProfile(studio, caller, { profileId })) };
  }
}
