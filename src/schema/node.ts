import { Field, ID } from 'type-graphql';
import { connectionOf } from './connection';
import { Face, noun, Page } from './decorators';

@Face('Whatever has an id. Ids are opaque, unique over all types, and stay the same for good.')
export abstract class Node {
  @Field(() => ID) id: string;
}

@Face('Whatever owns places to fill.', Node)
export abstract class SlotOwner extends Node {
  @Page(() => SlotConnection) slots: object;
}

// `Slot` needs `SlotOwner` and the other way round: the class is looked up when the schema is built.
export const SlotConnection = connectionOf('Slot', noun('Slot'));
