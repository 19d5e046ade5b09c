import { Field, ID, InputType, Int } from 'type-graphql';
import type { FigureKind } from '../pipeline/script/segment';
import { Noun } from './decorators';
import { FigureKindEnum } from './enums';
import { Node } from './node';
import { Payload } from './user-error';

@Noun('A figure or table that a script may speak of, with its picture.', Node)
export class Figure extends Node {
  @Field(() => FigureKindEnum) kind: string;
  @Field(() => Int) number: number;
  @Field(() => String) caption: string;
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
