import { Field, ID, InputType, Int } from 'type-graphql';
import type { CameraMovement, ShotTransition, ShotType } from '../pipeline/shots/shot';
import type { JsonValue } from '../pipeline/values/canonical-json';
import { Noun } from './decorators';
import { CameraMovementEnum, ShotTransitionEnum, ShotTypeEnum } from './enums';
import { JsonScalar } from './scalars';
import { Shot, ShotList } from './shot';
import { Payload } from './user-error';
import { RateInput } from './values';

@InputType()
export class BreakDownScreenplayInput {
  @Field(() => ID) screenplayId: string;
  @Field(() => JsonScalar, { nullable: true, description: 'Hero, antagonist and B story: `sp_step_3_hero.json`.' })
  hero?: JsonValue;
  @Field(() => JsonScalar, { nullable: true, description: 'The cast in three tiers: `sp_step_3c_full_cast.json`.' })
  cast?: JsonValue;
  @Field(() => JsonScalar, { nullable: true, description: 'The world bible: `sp_step_3b_world_bible.json`.' })
  world?: JsonValue;
  @Field(() => JsonScalar, { nullable: true, description: 'The visual bible: `sp_step_5b_visual_bible.json`.' })
  visualBible?: JsonValue;
  @Field(() => RateInput, {
    nullable: true,
    description: 'Frames a second of the list: as it was, else as the project has it.',
  })
  rate?: RateInput | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'What people decided about shots is given up, and everything is as the screenplay has it.',
  })
  discardEdits: boolean;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The shot list, or why it was refused.', Payload)
export class BreakDownScreenplayPayload extends Payload {
  @Field(() => ShotList, { nullable: true }) shotList: object | null;
}

@InputType()
export class UpdateShotInput {
  @Field(() => ID) shotId: string;
  @Field(() => Int, { description: 'The `lockVersion` that was seen.' }) expectedVersion: number;
  @Field(() => String, { nullable: true, description: 'What is seen and heard.' }) content?: string | null;
  @Field(() => String, { nullable: true, description: 'Only of a shot that speaks.' }) dialogueText?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Who is in frame, in billing order. Whoever speaks is among them.',
  })
  characterIds?: string[] | null;
  @Field(() => ShotTypeEnum, { nullable: true }) shotType?: ShotType | null;
  @Field(() => CameraMovementEnum, { nullable: true }) cameraMovement?: CameraMovement | null;
  @Field(() => Int, { nullable: true, description: '8 to 300.' }) lensMm?: number | null;
  @Field(() => Int, { nullable: true, description: 'At the rate of the list; at most ten minutes.' })
  durationFrames?: number | null;
  @Field(() => ShotTransitionEnum, { nullable: true }) transitionToNext?: ShotTransition | null;
  @Field(() => Int, { nullable: true, description: 'At most half of the shot.' }) crossfadeFrames?: number | null;
  @Field(() => String, { nullable: true }) scenePrompt?: string | null;
  @Field(() => String, { nullable: true }) videoPrompt?: string | null;
  @Field(() => String, { nullable: true }) negativePrompt?: string | null;
  @Field(() => String, { nullable: true }) ambientDescription?: string | null;
}

@Noun('The shot, or why it was refused.', Payload)
export class UpdateShotPayload extends Payload {
  @Field(() => Shot, { nullable: true }) shot: object | null;
}

@InputType()
export class RegenerateShotPromptsInput {
  @Field(() => ID) shotListId: string;
  @Field(() => Int, { description: 'The `lockVersion` that was seen.' }) expectedVersion: number;
  @Field(() => String, {
    nullable: true,
    description: 'Of which scenes, as people type them: `1-10`, `1,3,5`, `all`.',
  })
  scenes?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Of these shots. This or `scenes`; neither: all.' })
  shotIds?: string[] | null;
  @Field(() => JsonScalar, { nullable: true, description: 'Another visual bible from now on.' })
  visualBible?: JsonValue;
  @Field(() => Boolean, { defaultValue: false, description: 'Prompts that people wrote are written anew, too.' })
  discardEdits: boolean;
}

@Noun('The shot list, or why it was refused.', Payload)
export class RegenerateShotPromptsPayload extends Payload {
  @Field(() => ShotList, { nullable: true }) shotList: object | null;
  @Field(() => Int, { nullable: true, description: 'Of how many shots a prompt became another.' })
  changedCount: number | null;
}
