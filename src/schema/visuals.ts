import { Field, ID, InputType, Int } from 'type-graphql';
import type { Tier } from '../pipeline/production/tiers';
import { Noun } from './decorators';
import { TierEnum } from './enums';
import { StructuredScript } from './script';
import { Payload } from './user-error';

@InputType()
export class AssignVisualsInput {
  @Field(() => ID) scriptId: string;
  @Field(() => TierEnum) tier: Tier;
  @Field(() => Int, { nullable: true, description: 'The `lockVersion` of the script as you have seen it.' })
  expectedVersion?: number | null;
}

@Noun('What a tier gives the segments of a script, by their numbers from 1. What people decided stands.')
export class VisualPlan {
  @Field(() => TierEnum) tier: string;
  @Field(() => Int, { description: 'So many pictures may be drawn, approved ones aside.' }) imageQuota: number;
  @Field(() => [Int], { description: 'With a picture of their own.' }) drawnNumbers: number[];
  @Field(() => [Int], { description: 'With the figures that they speak of.' }) figureNumbers: number[];
  @Field(() => [Int], { description: 'With a card of what they say.' }) textNumbers: number[];
  @Field(() => [Int], { description: 'That hold the picture before.' }) carriedNumbers: number[];
  @Field(() => [Int], { description: 'Whose picture moves as a clip.' }) clipNumbers: number[];
  @Field(() => [Int], { description: 'Of those that are drawn, those whose picture is approved and used again.' })
  reusedNumbers: number[];
}

@Noun('What was assigned, or why it was refused.', Payload)
export class AssignVisualsPayload extends Payload {
  @Field(() => StructuredScript, { nullable: true }) script: object | null;
  @Field(() => VisualPlan, { nullable: true }) plan: object | null;
  @Field(() => Int, { nullable: true, description: 'Segments that show, or are to show, something else than before.' })
  changedSegments: number | null;
  @Field(() => Int, { nullable: true, description: 'Places that want something else.' }) changedPlaces: number | null;
  @Field(() => Int, { nullable: true, description: 'Takes that went stale by it; approved ones stay in use.' })
  staleAssets: number | null;
}
