import { createUnionType, Field, Float, InputType, Int } from 'type-graphql';
import { Asset, AssetConnection } from './asset';
import { connectionOf } from './connection';
import { CostLine } from './cost';
import { Argument, Noun, noun, Page, TYPE_KEY } from './decorators';
import {
  CostGroupingEnum,
  JobErrorCodeEnum,
  JobHoldEnum,
  JobStatusEnum,
  JobTypeEnum,
  ProductionEnum,
  RunStatusEnum,
} from './enums';
import { Node } from './node';
import { ProductionPlan } from './plan';
import { RunEventConnection } from './run-event';
import { DateTimeScalar, Sha256Scalar } from './scalars';
import { StructuredScript } from './script';
import { ShotList } from './shot';
import { Budget, Money } from './values';

@Noun('Why a run or a job failed.')
export class JobError {
  @Field(() => JobErrorCodeEnum) code: string;
  @Field(() => String) message: string;
  @Field(() => String, { nullable: true }) provider: string | null;
  @Field(() => Boolean) retryable: boolean;
  @Field(() => String, { nullable: true }) remedy: string | null;
}

@Noun('A run in numbers. `done` counts what was made and what was reused.')
export class RunTotals {
  @Field(() => Int) jobs: number;
  @Field(() => Int) done: number;
  @Field(() => Int) reused: number;
  @Field(() => Int) failed: number;
  @Field(() => Money, { description: 'At most, for what was not there when it was started.' }) estimated: Money;
  @Field(() => Money) reserved: Money;
  @Field(() => Money) spent: Money;
  @Field(() => Float, { nullable: true, description: 'A guess; null until something was made.' }) secondsLeft:
    | number
    | null;
}

@Noun('One stage of a run in numbers.')
export class StageProgress {
  @Field(() => String) stage: string;
  @Field(() => Int) jobs: number;
  @Field(() => Int) done: number;
  @Field(() => Int) reused: number;
  @Field(() => Int) failed: number;
}

export const RunSubject = createUnionType({
  name: 'RunSubject',
  description: 'What a run works on.',
  types: () => [StructuredScript, ShotList, ProductionPlan] as const,
  resolveType: (value: object) => (value as Record<string, string>)[TYPE_KEY],
});

@InputType()
export class JobFilter {
  @Field(() => [JobTypeEnum], { nullable: true }) types?: string[] | null;
  @Field(() => [JobStatusEnum], { nullable: true }) statuses?: string[] | null;
  @Field(() => [String], { nullable: true }) keys?: string[] | null;
}

@InputType()
export class RunFilter {
  @Field(() => [ProductionEnum], { nullable: true }) productions?: string[] | null;
  @Field(() => [RunStatusEnum], { nullable: true }) statuses?: string[] | null;
}

@Noun('A durable, budgeted, resumable execution of a graph of jobs.', Node)
export class Run extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => ProductionEnum) production: string;
  @Field(() => RunSubject) subject: object;
  @Field(() => RunStatusEnum) status: string;
  @Field(() => String, { nullable: true, description: 'How far it goes; `resumeRun` goes on from there.' })
  stopAfter: string | null;
  @Field(() => [String], {
    description:
      'Places that it was told to do without, as people call them: `segment 3 / picture`. As it was started, and, once it has cut, as it was cut.',
  })
  leftOut: string[];
  @Field(() => Budget) budget: Budget;
  @Field(() => [Budget], { description: 'Its own, and those of its pilots and types of jobs: each holds.' })
  budgets: Budget[];
  @Field(() => [CostLine], { description: 'Where its money went. `spent` adds up to `totals.spent`.' })
  @Argument('groupBy', () => CostGroupingEnum, { defaultValue: 'PROVIDER' })
  costReport: CostLine[];
  @Field(() => String) startedBy: string;
  @Field(() => JobError, { nullable: true }) error: JobError | null;
  @Field(() => RunTotals) totals: RunTotals;
  @Field(() => [StageProgress]) stages: StageProgress[];
  @Page(() => JobConnection) @Argument('where', () => JobFilter, { nullable: true }) jobs: object;
  @Field(() => Int, { description: 'The number of the last line of its log; 0 while it has none.' }) lastSeq: number;
  @Page(() => RunEventConnection, 'Its log, oldest first.')
  @Argument('afterSeq', () => Int, { defaultValue: 0 })
  events: object;
  @Page(() => AssetConnection, 'What this run made, oldest first.') outputs: object;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt: string | null;
}

@Noun('One unit of work. Priority 20 goes first.', Node)
export class Job extends Node {
  @Field(() => Run) run: Run;
  @Field(() => String) key: string;
  @Field(() => String) stage: string;
  @Field(() => JobTypeEnum) type: string;
  @Field(() => JobStatusEnum) status: string;
  @Field(() => JobHoldEnum, {
    nullable: true,
    description: 'Why a job that is READY is not begun: its run is paused, or there is no money. Null otherwise.',
  })
  held: string | null;
  @Field(noun('Slot'), { nullable: true, description: 'The place it fills; null where it makes no asset.' }) slot:
    | object
    | null;
  @Page(() => JobConnection) dependsOn: object;
  @Field(() => Int) priority: number;
  @Field(() => Int) attempts: number;
  @Field(() => Int) maxAttempts: number;
  @Field(() => String, { nullable: true }) provider: string | null;
  @Field(() => Sha256Scalar, { nullable: true }) wishHash: string | null;
  @Field(() => Asset, { nullable: true }) reusedFrom: Asset | null;
  @Field(() => Asset, { nullable: true }) result: Asset | null;
  @Field(() => Money) estimate: Money;
  @Field(() => Money) cost: Money;
  @Field(() => JobError, { nullable: true }) error: JobError | null;
  @Field(() => DateTimeScalar, { nullable: true }) startedAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) finishedAt: string | null;
}

export const RunConnection = connectionOf('Run', () => Run);
export const JobConnection = connectionOf('Job', () => Job);
