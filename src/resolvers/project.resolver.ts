import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import {
  assertProject,
  createProject,
  STYLE_PRESETS,
  setCaps,
  setPronunciations,
  setStyles,
  setVoices,
  updateProject,
} from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  CreateProjectInput,
  CreateProjectPayload,
  Project,
  ProjectConnection,
  SetCapsInput,
  SetCapsPayload,
  SetPronunciationsInput,
  SetPronunciationsPayload,
  SetStylesInput,
  SetStylesPayload,
  SetVoicesInput,
  SetVoicesPayload,
  Style,
  UpdateProjectInput,
  UpdateProjectPayload,
} from '../schema/project';
import { ProjectEvent } from '../schema/project-event';
import type { Context } from './context';
import { Made } from './made';
import { assertPermitted, Needs } from './needs';
import { rowIdOf } from './row-ids';

interface FollowProject {
  args: { projectId: string; afterSeq: number };
  context: Context;
  info: GraphQLResolveInfo;
}

async function followProject({ args, context, info }: FollowProject): Promise<AsyncIterable<unknown>> {
  const { caller, studio } = context;
  assertPermitted(caller, 'VIEWER');
  const projectId = rowIdOf('Project', args.projectId, ['projectId']);
  await assertProject(studio.store.manager, caller, { projectId, field: ['projectId'] });
  return context.followProject(projectId, args.afterSeq, info);
}

@Resolver()
export class ProjectResolver {
  @Needs('VIEWER')
  @Query(() => Project, { nullable: true, description: 'The project with this key; null where there is none for you.' })
  project(
    @Arg('key', () => String) _key: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('VIEWER')
  @Query(() => ProjectConnection, { description: 'Oldest first.' })
  projects(
    @Arg('first', () => Int, { nullable: true }) _first: number,
    @Arg('after', () => String, { nullable: true }) _after: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('PRODUCER')
  @Mutation(() => CreateProjectPayload, { description: 'A project with its budget, its library and its log.' })
  async createProject(
    @Arg('input', () => CreateProjectInput) input: CreateProjectInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    return { project: globalId('Project', await createProject(studio, caller, input)) };
  }

  @Needs('PRODUCER')
  @Mutation(() => UpdateProjectPayload, { description: 'Its name, and whether it shares its takes.' })
  async updateProject(
    @Arg('input', () => UpdateProjectInput) input: UpdateProjectInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    return { project: globalId('Project', await updateProject(studio, caller, { ...input, projectId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetCapsPayload, {
    description:
      'What the project may cost, and what its jobs of one type may. What was spent before counts. Jobs that wait for money ask again; a run that was stopped is resumed.',
  })
  async setCaps(
    @Arg('input', () => SetCapsInput) input: SetCapsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    return { project: globalId('Project', await setCaps(studio, caller, { ...input, projectId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetVoicesPayload, {
    description:
      'Who speaks with which voice, out of a voice_map.json. What was planned with another is stale from now on.',
  })
  async setVoices(
    @Arg('input', () => SetVoicesInput) input: SetVoicesInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    return { ...(await setVoices(studio, caller, { ...input, projectId })), project: globalId('Project', projectId) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetStylesPayload, {
    description: 'The project’s own styles. What was asked for in one that means something else now is stale.',
  })
  async setStyles(
    @Arg('input', () => SetStylesInput) input: SetStylesInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    return { ...(await setStyles(studio, caller, { ...input, projectId })), project: globalId('Project', projectId) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetPronunciationsPayload, {
    description: 'How words of the project are said. Narrations that hold one whose way changes are stale from now on.',
  })
  async setPronunciations(
    @Arg('input', () => SetPronunciationsInput) input: SetPronunciationsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    const { staleCount } = await setPronunciations(studio, caller, { ...input, projectId });
    return { staleCount, project: globalId('Project', projectId) };
  }

  @Needs('VIEWER')
  @Query(() => [Style], { description: 'The styles that every project has.' })
  stylePresets(): Made[] {
    return STYLE_PRESETS.map((preset) => new Made(preset));
  }

  @Subscription(() => ProjectEvent, {
    description: 'Everything after the given number, then what follows, in order and once.',
    subscribe: followProject,
  })
  projectEvents(
    @Root() event: object,
    @Arg('projectId', () => ID) _projectId: string,
    @Arg('afterSeq', () => Int, { defaultValue: 0 }) _afterSeq: number,
  ): object {
    return event;
  }
}
