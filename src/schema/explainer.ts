import { Field, ID, InputType } from 'type-graphql';
import type { ExplainerStage } from '../pipeline/production/explainer';
import { Noun } from './decorators';
import { ExplainerStageEnum } from './enums';
import { Run } from './run';
import { Payload } from './user-error';
import { MoneyInput } from './values';

@InputType()
export class StartExplainerInput {
  @Field(() => ID) projectId: string;
  @Field(() => ID) scriptId: string;
  @Field(() => ExplainerStageEnum, {
    defaultValue: 'FILM',
    description: 'How far to go: AUDIO narrates, VISUALS draws too, CUT lays it out, FILM renders it.',
  })
  stopAfter: ExplainerStage;
  @Field(() => Boolean, { defaultValue: false, description: 'Only approved takes; refused where one is missing.' })
  onlyApproved: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Nothing is made where the newest take was rejected. A rejected picture is left out and the one before it holds; a segment whose narration is rejected is left out. `Run.leftOut` names them.',
  })
  skipRejected: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'With onlyApproved: what has no approved take is left out, a segment with its narration, instead of refusing. `Run.leftOut` names it.',
  })
  allowMissing: boolean;
  @Field(() => MoneyInput, { nullable: true }) cap?: MoneyInput | null;
  @Field(() => String) idempotencyKey: string;
}

@InputType()
export class CancelRunInput {
  @Field(() => ID) runId: string;
}

@InputType()
export class ResumeRunInput {
  @Field(() => ID) runId: string;
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What it may cost from now on, all in all; as before where it is left out.',
  })
  cap?: MoneyInput | null;
}

@Noun('The run, under way, or why it was refused.', Payload)
export class StartExplainerPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}

@Noun('The run as it is now. One that is over stays as it ended.', Payload)
export class CancelRunPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}

@Noun('The run, under way again: where it was paused, or with what failed and what was cancelled.', Payload)
export class ResumeRunPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}
