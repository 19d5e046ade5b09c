import { Field, Int } from 'type-graphql';
import { Asset, AssetConnection } from './asset';
import { Noun, Page } from './decorators';
import { AssetTypeEnum, CapabilityEnum } from './enums';
import { Node, SlotOwner } from './node';
import { RecipeInput } from './recipe';
import { JsonScalar, Sha256Scalar } from './scalars';

@Noun('What the slot wants now. An asset made for an equal wish is fresh.')
export class Wish {
  @Field(() => Sha256Scalar) hash: string;
  @Field(() => CapabilityEnum) capability: string;
  @Field(() => String, { nullable: true }) provider: string | null;
  @Field(() => String, { nullable: true }) model: string | null;
  @Field(() => String, { nullable: true }) prompt: string | null;
  @Field(() => JsonScalar) parameters: object;
  @Field(() => [RecipeInput]) inputs: RecipeInput[];
  @Field(() => JsonScalar) overrides: object;
  @Field(() => Int) variation: number;
}

@Noun('A place to fill: the audio of segment 12, the clip of shot s001_003, the portrait of a character.', Node)
export class Slot extends Node {
  @Field(() => String, { description: 'As people call it: `segment 12 / audio`, `shot s001_003 / clip`.' }) key: string;
  @Field(() => AssetTypeEnum) type: string;
  @Field(() => SlotOwner) owner: SlotOwner;
  @Field(() => Wish) wish: Wish;
  @Field(() => Asset, {
    nullable: true,
    description:
      'The take a build would pick: published, approved, review, revised, draft; fresh before stale; newest last.',
  })
  current: Asset | null;
  @Field(() => Asset, { nullable: true, description: 'The approved or published take a build would pick.' })
  approved: Asset | null;
  @Page(() => AssetConnection, 'Every take, oldest first.') takes: object;
}
