import { Field, ID, InputType } from 'type-graphql';
import type { ExplainerStage } from '../pipeline/production/explainer';
import type { CaptionPlace } from '../pipeline/production/explainer-options';
import { Noun, noun } from './decorators';
import { CaptionPlaceEnum, ExplainerStageEnum } from './enums';
import { JobTypeCapInput } from './explainer';
import { Payload } from './user-error';
import { MoneyInput } from './values';

@InputType()
export class StartPlanInput {
  @Field(() => ID) planId: string;
  @Field(() => ExplainerStageEnum, {
    defaultValue: 'FILM',
    description: 'How far to go: AUDIO speaks and plays, VISUALS draws too, CUT lays it out, FILM renders it.',
  })
  stopAfter: ExplainerStage;
  @Field(() => MoneyInput, { nullable: true }) cap?: MoneyInput | null;
  @Field(() => [JobTypeCapInput], {
    nullable: true,
    description: 'What the jobs of one type may cost within the run; each holds beside the cap of the run.',
  })
  caps?: JobTypeCapInput[] | null;
  @Field(() => CaptionPlaceEnum, { defaultValue: 'SIDECAR', description: 'Where captions are read.' })
  captions: CaptionPlace;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The run, under way, or why it was refused.', Payload)
export class StartPlanPayload extends Payload {
  @Field(noun('Run'), { nullable: true }) run: object | null;
}
