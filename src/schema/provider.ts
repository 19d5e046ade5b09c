import { Field, Float, InputType, Int } from 'type-graphql';
import { Noun } from './decorators';
import { CapabilityEnum } from './enums';
import { JobError } from './run';
import { DateTimeScalar, JsonScalar } from './scalars';
import { Payload } from './user-error';
import { Money, MoneyInput } from './values';

@Noun('One of the models of a supplier.')
export class ProviderModel {
  @Field(() => String) name: string;
  @Field(() => String, { description: 'As people read it: `$0.30 per 1,000 characters`.' }) price: string;
  @Field(() => JsonScalar, { description: 'How long a text, how large a picture, which durations.' }) limits: object;
}

@Noun('A word that a supplier needs. What this server was told is shown to nobody.')
export class ProviderSetting {
  @Field(() => String, { description: 'The variable; `…_FILE` names a file that holds it.' }) name: string;
  @Field(() => String) about: string;
  @Field(() => Boolean) needed: boolean;
  @Field(() => Boolean) given: boolean;
}

@Noun('Somebody who makes something, as this server knows it, and how it has behaved lately in all projects.')
export class Provider {
  @Field(() => String, { description: 'What wishes, orders and recipes call it: `elevenlabs-speech`.' }) name: string;
  @Field(() => String, { description: 'Its house, which may be named instead: `elevenlabs`.' }) vendor: string;
  @Field(() => CapabilityEnum) capability: string;
  @Field(() => Boolean, { description: 'It works on this machine, without a network and for nothing.' })
  offline: boolean;
  @Field(() => Boolean) configured: boolean;
  @Field(() => String, { nullable: true, description: 'The first setting that it needs and was not told.' })
  missingSetting: string | null;
  @Field(() => [ProviderSetting]) settings: ProviderSetting[];
  @Field(() => [ProviderModel], { description: 'The first is asked where nobody names one.' }) models: ProviderModel[];
  @Field(() => [String], {
    description: 'Voices by the names that it knows them by; any other word comes to one of them.',
  })
  voices: string[];
  @Field(() => Boolean, { description: 'It is asked only where a wish names it.' }) offByDefault: boolean;
  @Field(() => Boolean, { description: 'False: it is left alone for now, or was stopped.' }) healthy: boolean;
  @Field(() => Int) failuresInRow: number;
  @Field(() => String, { nullable: true }) stoppedReason: string | null;
  @Field(() => String, { nullable: true, description: 'Null for whoever may not see all projects.' })
  lastError: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) lastErrorAt: string | null;
  @Field(() => Float, { nullable: true, description: 'Seconds of a call: the one in the middle of the latest twenty.' })
  latency: number | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When `testProvider` last tried it.' })
  checkedAt: string | null;
}

@InputType()
export class TestProviderInput {
  @Field(() => String, { description: 'As in `providers`: `elevenlabs-speech`.' }) name: string;
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What it may cost. Without it only the key is tried, where that costs nothing.',
  })
  most?: MoneyInput | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('What came of trying a supplier. Its failure is an answer here, and no refusal.', Payload)
export class TestProviderPayload extends Payload {
  @Field(() => Provider, { nullable: true }) provider: object | null;
  @Field(() => Boolean, { nullable: true, description: 'True: it did what it was asked for.' }) works: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'It made something small; else only its key was tried.' })
  ordered: boolean | null;
  @Field(() => Float, { nullable: true }) seconds: number | null;
  @Field(() => Money, { nullable: true, description: 'What it billed for it. No project pays for it.' })
  cost: object | null;
  @Field(() => JobError, { nullable: true }) failure: object | null;
}
