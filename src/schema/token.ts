import { Field, ID, InputType } from 'type-graphql';
import type { Role } from '../pipeline/workspace/caller';
import { Noun } from './decorators';
import { RoleEnum } from './enums';
import { DateTimeScalar } from './scalars';
import { Payload } from './user-error';

@Noun('Who asks.')
export class Viewer {
  @Field(() => String) name: string;
  @Field(() => RoleEnum) role: Role;
}

@InputType()
export class CreateTokenInput {
  @Field(() => String) name: string;
  @Field(() => RoleEnum) role: Role;
  @Field(() => [ID], {
    nullable: true,
    description: 'The projects it may see; all of them, also later ones, unless given.',
  })
  projectIds?: string[] | null;
  @Field(() => DateTimeScalar, { nullable: true }) expiresAt?: Date | null;
}

@Noun('The token, or why it was refused.', Payload)
export class CreateTokenPayload extends Payload {
  @Field(() => ID, { nullable: true }) tokenId: string | null;
  @Field(() => String, { nullable: true, description: 'Shown once.' }) token: string | null;
}
