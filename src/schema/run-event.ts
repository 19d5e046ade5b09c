import { Field, Float, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Face, Noun, noun } from './decorators';
import { RunStatusEnum } from './enums';
import { DateTimeScalar } from './scalars';
import { Money } from './values';

@Face("One numbered line of a run's log. Numbers have no gaps and follow the order of commits.")
export abstract class RunEvent {
  @Field(() => Int) seq: number;
  @Field(() => DateTimeScalar) at: string;
  @Field(noun('RunTotals'), { description: 'The run in numbers after this line.' }) totals: object;
}

@Noun('The run began, or goes on: resumed, or with jobs that are done again.', RunEvent)
class RunStarted extends RunEvent {
  @Field(noun('Run')) run: object;
}

@Noun('An attempt at a job began.', RunEvent)
class JobStarted extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(() => Int) attempt: number;
  @Field(() => String, { nullable: true }) provider: string | null;
  @Field(noun('Job')) job: object;
}

@Noun('A job came further.', RunEvent)
class JobProgressed extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(() => Float, { description: 'From 0 to 1.' }) fraction: number;
  @Field(() => String, { nullable: true }) note: string | null;
  @Field(noun('Job')) job: object;
}

@Noun('An attempt at a job failed.', RunEvent)
class JobFailed extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(() => Int) attempt: number;
  @Field(noun('JobError')) error: object;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Null: it is not tried again by itself.' })
  willRetryAt: string | null;
  @Field(noun('Job')) job: object;
}

@Noun('A supplier made something.', RunEvent)
class AssetMade extends RunEvent {
  @Field(() => String) jobKey: string;
  // Nullable as in JobStarted: one document may select both under one name only where their types are the same.
  @Field(() => String, { nullable: true }) provider: string | null;
  @Field(() => Money) cost: Money;
  @Field(noun('Asset')) asset: object;
}

@Noun('What was made before is used again.', RunEvent)
class AssetReused extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(() => Money, { description: 'What making it anew would have cost.' }) saved: Money;
  @Field(noun('Asset')) asset: object;
}

@Noun('A job that makes no asset is done.', RunEvent)
class JobFinished extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(noun('Job')) job: object;
}

@Noun(
  'A supplier failed and another was asked. Never said of a supplier that stands in: those are used only where they are named.',
  RunEvent,
)
class ProviderFellBack extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(() => String) from: string;
  @Field(() => String) to: string;
  @Field(() => String) reason: string;
  @Field(noun('Job')) job: object;
}

@Noun('A supplier billed more than it said a call could cost. It is not asked again until a person says so.', RunEvent)
class ProviderOverran extends RunEvent {
  @Field(() => String) jobKey: string;
  @Field(() => String, { nullable: true }) provider: string | null;
  @Field(() => Money) ceiling: Money;
  @Field(() => Money) billed: Money;
  @Field(noun('Job')) job: object;
}

@Noun('Less than a tenth of a cap is left. Said once.', RunEvent)
class BudgetLow extends RunEvent {
  @Field(() => Money) left: Money;
}

@Noun('A cap is reached: nothing more is begun that costs money, and what is paid for is finished.', RunEvent)
class BudgetReached extends RunEvent {
  @Field(() => Money) cap: Money;
  @Field(() => Int, { description: 'Jobs that were not begun when it was reached.' }) notDoneCount: number;
}

@Noun('Nothing of the run is begun until it is resumed; what is under way is finished.', RunEvent)
class RunPaused extends RunEvent {
  @Field(noun('Run')) run: object;
}

@Noun('The run is over, or waits for people.', RunEvent)
class RunFinished extends RunEvent {
  @Field(noun('Run')) run: object;
  @Field(() => RunStatusEnum) status: string;
}

export const RunEventConnection = connectionOf('RunEvent', () => RunEvent);

/** The concrete lines: nothing else in the contract names them, so the schema is told of them. */
export const RUN_EVENT_TYPES = [
  RunStarted,
  JobStarted,
  JobProgressed,
  JobFailed,
  AssetMade,
  AssetReused,
  JobFinished,
  ProviderFellBack,
  ProviderOverran,
  BudgetLow,
  BudgetReached,
  RunPaused,
  RunFinished,
];
