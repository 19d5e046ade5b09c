import { Field, Int } from 'type-graphql';
import { Noun } from './decorators';
import { Money } from './values';

@Noun('What some of the calls to suppliers cost. The lines of a report add up to what was spent.')
export class CostLine {
  @Field(() => String) label: string;
  @Field(() => Int, { description: 'Calls, those that came to nothing too.' }) count: number;
  @Field(() => Money, {
    description:
      'What they were thought to cost when the run was started: told once for each wish, with the call that was billed for it.',
  })
  estimated: Money;
  @Field(() => Money, {
    description:
      'What was billed, also above what a call could cost; of a call that was lost, the most that it could cost.',
  })
  spent: Money;
}
