import { Field, ID, InputType, Int } from 'type-graphql';
import type { FigureKind } from '../pipeline/script/segment';
import { Noun, noun } from './decorators';
import { FigureKindEnum } from './enums';
import { Node, SlotOwner } from './node';
import { Slot } from './slot';
import { Payload } from './user-error';

@Noun('A figure or table that a script may speak of.', [Node, SlotOwner])
export class Figure extends SlotOwner {
  @Field(noun('StructuredScript')) script: object;
  @Field(() => FigureKindEnum) kind: string;
  @Field(() => Int) number: number;
  @Field(() => String, { description: 'Empty where nobody gave one yet.' }) caption: string;
  @Field(() => String, { description: 'What it shows, for whoever does not see it; may be empty.' })
  description: string;
  @Field(() => Slot, { description: 'Its picture.' }) slot: Slot;
  @Field(() => [noun('Segment')()], { description: 'The segments that name it, in the order of the film.' })
  discussedIn: object[];
}

@InputType()
export class ImportFigureInput {
  @Field(() => ID) scriptId: string;
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
