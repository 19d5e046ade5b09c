import { Field, InterfaceType } from 'type-graphql';
import type { ErrorCode } from '../pipeline/errors';
import { Noun } from './decorators';
import { ErrorCodeEnum } from './enums';

@Noun('An expected refusal. `code` is stable; `remedy` says what to do.')
export class UserError {
  @Field(() => ErrorCodeEnum) code: ErrorCode;
  @Field(() => String) message: string;
  @Field(() => [String], { nullable: true, description: 'The path of the input field at fault.' }) field:
    | string[]
    | null;
  @Field(() => String, { nullable: true }) expected: string | null;
  @Field(() => String, { nullable: true }) got: string | null;
  @Field(() => String, { nullable: true }) remedy: string | null;
}

@InterfaceType({
  description: 'What every mutation answers: its result, or why it was refused.',
  resolveType: () => undefined,
})
export abstract class Payload {
  @Field(() => [UserError]) userErrors: UserError[];
}
