import { Field, Float, InputType, Int } from 'type-graphql';
import { Noun } from './decorators';
import { BudgetKindEnum } from './enums';

@Noun('An amount of money: decimal text, exact to the millionth.')
export class Money {
  @Field(() => String) amount: string;
  @Field(() => String) currency: string;
}

@InputType()
export class MoneyInput {
  @Field(() => String, { description: 'Decimal text with at most six decimals, such as "12.50".' }) amount: string;
  @Field(() => String, { defaultValue: 'USD' }) currency: string;
}

@Noun('Frames a second as a fraction: 24/1, 24000/1001.')
export class Rate {
  @Field(() => Int) numerator: number;
  @Field(() => Int) denominator: number;
}

@InputType()
export class RateInput {
  @Field(() => Int) numerator: number;
  @Field(() => Int, { defaultValue: 1 }) denominator: number;
}

@Noun('A stretch of a film. Frames are exact; seconds are for people.')
export class Span {
  @Field(() => Int) startFrame: number;
  @Field(() => Int) endFrameExclusive: number;
  @Field(() => Float) startSeconds: number;
  @Field(() => Float) durationSeconds: number;
}

@Noun('Width and height in pixels.')
export class Size {
  @Field(() => Int) width: number;
  @Field(() => Int) height: number;
}

@InputType()
export class SizeInput {
  @Field(() => Int) width: number;
  @Field(() => Int) height: number;
}

@Noun('Money that is capped, set aside and spent.')
export class Budget {
  @Field(() => BudgetKindEnum) kind: string;
  @Field(() => String, {
    description: 'The name of the pilot, or the type of the jobs; empty where it is of them all.',
  })
  label: string;
  @Field(() => Money, { nullable: true, description: 'Null: no cap.' }) cap: Money | null;
  @Field(() => Money) reserved: Money;
  @Field(() => Money, { description: 'Never more than was set aside.' }) spent: Money;
  @Field(() => Money, { description: 'What suppliers billed above what they said a call could cost.' }) overrun: Money;
  @Field(() => Money, { nullable: true, description: 'Cap less reserved less spent; null without a cap.' })
  left: Money | null;
}
