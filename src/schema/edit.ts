import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { DisplayMode, SegmentIntent } from '../pipeline/script/segment';
import { AssetConnection } from './asset';
import { Noun, Page } from './decorators';
import { DisplayModeEnum, SegmentIntentEnum } from './enums';
import { ExpectedVersion } from './review';
import { Segment, StructuredScript } from './script';
import { Payload } from './user-error';
import { Money } from './values';

@Noun('What an edit touches. Asked before, it is what the edit then does.')
export class BlastRadius {
  @Page(() => AssetConnection, 'The assets that are fresh before and stale after, oldest first.') stale: object;
  @Page(() => AssetConnection, 'Those of them that are APPROVED or PUBLISHED: they stay in place until others are.')
  approvals: object;
  @Field(() => Int, {
    description:
      'Pieces of picture that the film lacks once everything that went stale is made anew and picked, with captions as in its last cut; 0 before that. How long words are that nobody has spoken yet, and where in them a figure is named, is guessed.',
  })
  piecesToRender: number;
  @Field(() => Money, {
    description: 'At most, to make anew what was made before and is in none of the takes of the project.',
  })
  cost: Money;
}

@InputType({ description: 'What is left out, or null, stays as it is.' })
export class EditSegmentInput {
  @Field(() => ID) segmentId: string;
  @Field(() => Int, { description: 'The `lockVersion` of the segment as you have seen it.' }) expectedVersion: number;
  @Field(() => String, { nullable: true, description: 'One paragraph of at most 20,000 characters.' })
  text?: string | null;
  @Field(() => SegmentIntentEnum, { nullable: true }) intent?: SegmentIntent | null;
  @Field(() => String, { nullable: true, description: 'What the picture shows; null takes it away.' })
  visualDirection?: string | null;
  @Field(() => Float, { nullable: true, description: '0 to 1.' }) importance?: number | null;
  @Field(() => [String], { nullable: true }) keyConcepts?: string[] | null;
  @Field(() => DisplayModeEnum, {
    nullable: true,
    description:
      'A segment that speaks first of a figure that has a picture shows it, unless TEXT_ONLY or CARRY_FORWARD.',
  })
  displayMode?: DisplayMode | null;
}

@InputType()
export class SplitSegmentInput {
  @Field(() => ID) segmentId: string;
  @Field(() => Int) expectedVersion: number;
  @Field(() => Int, { description: 'Where the second half begins, in UTF-16 units as editors count.' }) at: number;
}

@InputType()
export class MergeSegmentsInput {
  @Field(() => [ID], { description: 'Neighbours: the first in the script keeps its id.' }) segmentIds: string[];
  @Field(() => [ExpectedVersion], { description: 'One for each of them.' }) expectedVersions: ExpectedVersion[];
}

@InputType()
export class MoveSegmentInput {
  @Field(() => ID) segmentId: string;
  @Field(() => Int) expectedVersion: number;
  @Field(() => Int, { description: 'The number that it is to have, from 1.' }) toNumber: number;
}

@InputType()
export class AddSegmentInput {
  @Field(() => ID) scriptId: string;
  @Field(() => Int, { description: 'The `lockVersion` of the script as you have seen it.' }) expectedVersion: number;
  @Field(() => ID, { nullable: true, description: 'Null: it comes first.' }) afterSegmentId?: string | null;
  @Field(() => String, { description: 'One paragraph of at most 20,000 characters.' }) text: string;
  @Field(() => SegmentIntentEnum, { nullable: true, description: 'Guessed unless given.' })
  intent?: SegmentIntent | null;
}

@InputType()
export class RemoveSegmentInput {
  @Field(() => ID) segmentId: string;
  @Field(() => Int) expectedVersion: number;
}

@Noun('The segment as it is now, and what the edit touched; or why it was refused.', Payload)
export class EditSegmentPayload extends Payload {
  @Field(() => Segment, { nullable: true }) segment: object | null;
  @Field(() => BlastRadius, { nullable: true }) blastRadius: object | null;
}

@Noun('The two halves, and what the edit touched; or why it was refused.', Payload)
export class SplitSegmentPayload extends Payload {
  @Field(() => [Segment], { nullable: true }) segments: object[] | null;
  @Field(() => BlastRadius, { nullable: true }) blastRadius: object | null;
}

@Noun('The one that is left, and what the edit touched; or why it was refused.', Payload)
export class MergeSegmentsPayload extends Payload {
  @Field(() => Segment, { nullable: true }) segment: object | null;
  @Field(() => BlastRadius, { nullable: true }) blastRadius: object | null;
}

@Noun('The segment in its new place, and what the edit touched; or why it was refused.', Payload)
export class MoveSegmentPayload extends Payload {
  @Field(() => Segment, { nullable: true }) segment: object | null;
  @Field(() => BlastRadius, { nullable: true }) blastRadius: object | null;
}

@Noun('The new segment, and what the edit touched; or why it was refused.', Payload)
export class AddSegmentPayload extends Payload {
  @Field(() => Segment, { nullable: true }) segment: object | null;
  @Field(() => BlastRadius, { nullable: true }) blastRadius: object | null;
}

@Noun('The script without it, and what the edit touched; or why it was refused.', Payload)
export class RemoveSegmentPayload extends Payload {
  @Field(() => StructuredScript, { nullable: true }) script: object | null;
  @Field(() => BlastRadius, { nullable: true }) blastRadius: object | null;
}
