import { Field, InputType, Int } from 'type-graphql';
import type { Capability } from '../pipeline/values/capability';
import type { ProjectMode } from '../pipeline/workspace/project';
import { AssetConnection, AssetFilter } from './asset';
import { connectionOf } from './connection';
import { CostLine } from './cost';
import { Argument, Noun, Page } from './decorators';
import { AssetOrderEnum, CapabilityEnum, CostGroupingEnum, ProjectModeEnum } from './enums';
import { Node, SlotOwner } from './node';
import { ProjectEventConnection } from './project-event';
import { RunConnection, RunFilter } from './run';
import { DateTimeScalar } from './scalars';
import { StructuredScriptConnection } from './script';
import { ShotListConnection } from './shot';
import { TimelineConnection } from './timeline';
import { Payload } from './user-error';
import { Budget, MoneyInput, Rate, RateInput, Size, SizeInput } from './values';

@Noun('The wall: it owns a library, a budget, stories and runs.', [Node, SlotOwner])
export class Project extends SlotOwner {
  @Field(() => String, { description: 'Its short name in URLs and commands. Unique in the workspace.' }) key: string;
  @Field(() => String) name: string;
  @Field(() => ProjectModeEnum) mode: ProjectMode;
  @Field(() => [CapabilityEnum]) offlineFor: string[];
  @Field(() => Rate) rate: Rate;
  @Field(() => Size) size: Size;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => Int, { description: 'The number of the last line of its log.' }) lastSeq: number;
  @Page(() => ProjectEventConnection, 'Its log, oldest first.')
  @Argument('afterSeq', () => Int, { defaultValue: 0 })
  events: object;
  @Field(() => Budget) budget: Budget;
  @Field(() => [Budget], { description: 'Its own, and those of its types of jobs: each holds, over all its runs.' })
  budgets: Budget[];
  @Field(() => [CostLine], { description: 'Where the money of all its runs went.' })
  @Argument('groupBy', () => CostGroupingEnum, { defaultValue: 'PROVIDER' })
  costReport: CostLine[];
  @Page(() => StructuredScriptConnection, 'Newest first.') scripts: object;
  @Page(() => ShotListConnection, 'Newest first.') shotLists: object;
  @Page(() => TimelineConnection, 'Newest first.') timelines: object;
  @Page(() => RunConnection, 'Newest first.') @Argument('where', () => RunFilter, { nullable: true }) runs: object;
  @Page(() => AssetConnection)
  @Argument('where', () => AssetFilter, { nullable: true })
  @Argument('orderBy', () => AssetOrderEnum, { defaultValue: 'NEWEST' })
  assets: object;
}

export const ProjectConnection = connectionOf('Project', () => Project);

@InputType()
export class CreateProjectInput {
  @Field(() => String, { description: 'Lower-case letters, digits and hyphens, at most 63.' }) key: string;
  @Field(() => String) name: string;
  @Field(() => ProjectModeEnum, { defaultValue: 'OFFLINE' }) mode: ProjectMode;
  @Field(() => [CapabilityEnum], { nullable: true }) offlineFor?: Capability[] | null;
  @Field(() => RateInput, { nullable: true, description: '24/1 unless given.' }) rate?: RateInput | null;
  @Field(() => SizeInput, { nullable: true, description: '1920 × 1080 unless given; even numbers.' })
  size?: SizeInput | null;
  @Field(() => MoneyInput, { nullable: true, description: 'No cap unless given.' }) cap?: MoneyInput | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The project, or why it was refused.', Payload)
export class CreateProjectPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
}
