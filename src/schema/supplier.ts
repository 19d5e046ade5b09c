import { Field, InputType, Int } from 'type-graphql';
import { Noun } from './decorators';
import { DateTimeScalar } from './scalars';
import { Payload } from './user-error';

@Noun(
  'How a supplier has behaved lately, over all projects and processes. One that nobody has asked yet is not listed.',
)
export class Supplier {
  @Field(() => String) name: string;
  @Field(() => String, {
    nullable: true,
    description: 'Nobody asks it any more until `reopenSupplier`: it billed more than it said a call could cost.',
  })
  stoppedReason: string | null;
  @Field(() => Int) failuresInRow: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'It failed too often and is left alone until then; afterwards one call tries whether it is back.',
  })
  openUntil: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What it said last when it failed, in whichever project; null for whoever may not see all of them.',
  })
  lastError: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) lastErrorAt: string | null;
}

@InputType()
export class ReopenSupplierInput {
  @Field(() => String) name: string;
}

@Noun('The supplier, which may be asked again, or why that was refused.', Payload)
export class ReopenSupplierPayload extends Payload {
  @Field(() => Supplier, { nullable: true }) supplier: object | null;
}
