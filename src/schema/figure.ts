import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { FigureKind } from '../pipeline/script/segment';
import { Noun, noun } from './decorators';
import { FigureKindEnum } from './enums';
import { Node, SlotOwner } from './node';
import { Slot } from './slot';
import { Payload } from './user-error';

@Noun('A figure or table of a document, or of one script alone.', [Node, SlotOwner])
export class Figure extends SlotOwner {
  @Field(noun('Document'), { nullable: true, description: 'The one that it is from; null of a script’s own.' })
  document: object | null;
  @Field(noun('StructuredScript'), {
    nullable: true,
    description: 'The one that alone may show it; null of a document’s.',
  })
  script: object | null;
  @Field(() => FigureKindEnum) kind: string;
  @Field(() => Int) number: number;
  @Field(() => String, { description: 'Empty where nobody gave one yet.' }) caption: string;
  @Field(() => String, { description: 'What it shows, for whoever does not see it; may be empty.' })
  description: string;
  @Field(() => String, { nullable: true, description: 'As it is printed: “Figure 3”, “TABLE II”.' }) label:
    | string
    | null;
  @Field(() => Int, { nullable: true, description: 'Of its document.' }) page: number | null;
  @Field(() => Float, {
    nullable: true,
    description: '0 to 1: how sure the reader of its document was that the picture belongs to the caption.',
  })
  confidence: number | null;
  @Field(() => Slot, { description: 'Its picture.' }) slot: Slot;
  @Field(() => [noun('Segment')()], {
    description: 'The segments that mean it, script by script in the order of the film.',
  })
  discussedIn: object[];
}

@InputType()
export class ImportFigureInput {
  @Field(() => ID, { nullable: true, description: 'The script that alone may show it. This or `documentId`.' })
  scriptId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The document that it is from.' }) documentId?: string | null;
  @Field(() => FigureKindEnum, { defaultValue: 'FIGURE' }) kind: FigureKind;
  @Field(() => Int, { description: 'By which the script calls it: 1 to 9999.' }) number: number;
  @Field(() => String, { description: 'At most 500 characters.' }) caption: string;
  @Field(() => ID, { description: 'Of a `createUpload` for the same project, whose bytes have come.' })
  uploadId: string;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The figure, or why it was refused.', Payload)
export class ImportFigurePayload extends Payload {
  @Field(() => Figure, { nullable: true }) figure: object | null;
}

@InputType()
export class ReplaceFigureInput {
  @Field(() => ID) figureId: string;
  @Field(() => ID, { description: 'Of a `createUpload` for the same project, whose bytes have come.' })
  uploadId: string;
  @Field(() => String, { nullable: true, description: 'At most 500 characters; unless given it stays as it is.' })
  caption?: string | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The figure with its new picture, or why it was refused.', Payload)
export class ReplaceFigurePayload extends Payload {
  @Field(() => Figure, { nullable: true }) figure: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}

@InputType({ description: 'What is left out, or null, stays as it is.' })
export class UpdateFigureInput {
  @Field(() => ID) figureId: string;
  @Field(() => String, { nullable: true, description: 'At most 500 characters.' }) caption?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 5,000 characters.' }) description?: string | null;
  @Field(() => Int, { nullable: true, description: '1 to 9999, and free in its document or script.' })
  number?: number | null;
}

@Noun('The figure as it is now, or why it was refused.', Payload)
export class UpdateFigurePayload extends Payload {
  @Field(() => Figure, { nullable: true }) figure: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}

@InputType()
export class RemoveFigureInput {
  @Field(() => ID) figureId: string;
}

@Noun('What it was of, without it; or why it was refused. Its takes stay with the project.', Payload)
export class RemoveFigurePayload extends Payload {
  @Field(noun('Document'), { nullable: true }) document: object | null;
  @Field(noun('StructuredScript'), { nullable: true }) script: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}
