import { Field, ID, InputType, Int } from 'type-graphql';
import { Asset } from './asset';
import { Noun } from './decorators';
import { Payload } from './user-error';

@InputType({ description: 'What is left out stays as it is; null takes a text away.' })
export class DescribeAssetInput {
  @Field(() => ID) assetId: string;
  @Field(() => Int, { description: 'Its `lockVersion` as you read it.' }) expectedVersion: number;
  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' }) describes?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 500 characters.' }) caption?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 5,000 characters.' }) notes?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'All of them from now on: at most 50, of 100 characters each.',
  })
  tags?: string[] | null;
}

@Noun('The asset as it is described now, or why not.', Payload)
export class DescribeAssetPayload extends Payload {
  @Field(() => Asset, { nullable: true }) asset: object | null;
}
