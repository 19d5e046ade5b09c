import { Field, Int } from 'type-graphql';
import { Noun, noun } from './decorators';
import { FigureKindEnum } from './enums';
import { Node, SlotOwner } from './node';
import { Slot } from './slot';

@Noun('A figure or table that a script may speak of.', [Node, SlotOwner])
export class Figure extends SlotOwner {
  @Field(noun('StructuredScript')) script: object;
  @Field(() => FigureKindEnum) kind: string;
  @Field(() => Int) number: number;
  @Field(() => String) caption: string;
  @Field(() => Slot, { description: 'Its picture.' }) slot: Slot;
  @Field(() => [noun('Segment')()], { description: 'The segments that name it, in the order of the film.' })
  discussedIn: object[];
}
