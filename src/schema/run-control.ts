import { Field, ID, InputType, Int } from 'type-graphql';
import { Noun } from './decorators';
import { Job, Run } from './run';
import { Payload } from './user-error';

@InputType()
export class PauseRunInput {
  @Field(() => ID) runId: string;
}

@InputType()
export class RetryJobInput {
  @Field(() => ID) jobId: string;
  @Field(() => String) idempotencyKey: string;
}

@InputType()
export class RetryFailedJobsInput {
  @Field(() => ID) runId: string;
  @Field(() => String) idempotencyKey: string;
}

@InputType()
export class SetJobPriorityInput {
  @Field(() => ID) jobId: string;
  @Field(() => Int, { description: '0 to 20, 20 first; 10 unless its production says otherwise.' }) priority: number;
}

@InputType()
export class SetRunPriorityInput {
  @Field(() => ID) runId: string;
  @Field(() => Int, { description: '0 to 20, 20 first.' }) priority: number;
}

@Noun('The run as it is now.', Payload)
export class PauseRunPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}

@Noun('The job, to be done again, or why not.', Payload)
export class RetryJobPayload extends Payload {
  @Field(() => Job, { nullable: true }) job: object | null;
}

@Noun('The run, under way with what had failed.', Payload)
export class RetryFailedJobsPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}

@Noun('The job in its new place.', Payload)
export class SetJobPriorityPayload extends Payload {
  @Field(() => Job, { nullable: true }) job: object | null;
}

@Noun('The run, with its jobs in their new place.', Payload)
export class SetRunPriorityPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}
