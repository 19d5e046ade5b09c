import { Field } from 'type-graphql';
import { Noun, noun } from './decorators';
import { CapabilityEnum } from './enums';
import { JsonScalar, Sha256Scalar } from './scalars';

@Noun('A named ingredient, by the hash of its content.')
export class RecipeInput {
  @Field(() => String) name: string;
  @Field(() => Sha256Scalar) sha256: string;
  @Field(noun('Asset'), {
    nullable: true,
    description: 'The newest asset of this project with that content.',
  })
  asset: object | null;
}

@Noun('What really made the bytes, whoever was wished for.')
export class Recipe {
  @Field(() => Sha256Scalar) hash: string;
  @Field(() => Sha256Scalar) wishHash: string;
  @Field(() => CapabilityEnum) capability: string;
  @Field(() => String) provider: string;
  @Field(() => String, { nullable: true }) model: string | null;
  @Field(() => String, { nullable: true }) prompt: string | null;
  @Field(() => JsonScalar) parameters: object;
  @Field(() => [RecipeInput]) inputs: RecipeInput[];
}
