import { Field } from 'type-graphql';
import { connectionOf } from './connection';
import { Noun, noun } from './decorators';
import { SlotOwner } from './node';
import { Span } from './values';

@Noun('Where an asset is used: a clip of a cut, or a place that would pick it.')
export class Use {
  @Field(() => SlotOwner, { description: 'What it is used for.' }) owner: SlotOwner;
  @Field(noun('Timeline'), { nullable: true, description: 'The cut that shows or plays it; null where none does yet.' })
  timeline: object | null;
  @Field(() => Span, { nullable: true, description: 'Of that cut.' }) span: Span | null;
}

export const UseConnection = connectionOf('Use', () => Use);
