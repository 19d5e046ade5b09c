import { Field, ID, InputType, Int, UseMiddleware } from 'type-graphql';
import { Asset, AssetConnection } from './asset';
import { Argument, Noun } from './decorators';
import { AssetSelection } from './review';
import { Payload } from './user-error';

@InputType()
export class CopyAssetsInput {
  @Field(() => AssetSelection, { description: 'Of one project, the target or another.' }) selection: AssetSelection;
  @Field(() => ID) toProjectId: string;
  @Field(() => ID, {
    nullable: true,
    description: 'May be left out, as toRunId may, where the target project has one script.',
  })
  toScriptId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Into the script that this run works on.' }) toRunId?: string | null;
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'False: drafts and what is in review too, as drafts. What was sent back is never copied.',
  })
  onlyApproved: boolean;
  @Field(() => String) idempotencyKey: string;
}

@Noun('What was not copied, and why.')
export class SkippedAsset {
  @Field(() => Asset) asset: object;
  @Field(() => String) reason: string;
}

@Noun('The copies, and what was left out, or why nothing was done.', Payload)
export class CopyAssetsPayload extends Payload {
  @Field(() => Int, { simple: false, description: 'How many were copied.' })
  @UseMiddleware(async (_action, next) => (await next()) ?? 0)
  changedCount: number;

  @Field(() => AssetConnection, { nullable: true, description: 'The copies, oldest first; null when refused.' })
  @Argument('first', () => Int, { nullable: true })
  @Argument('after', () => String, { nullable: true })
  assets: object | null;

  @Field(() => [SkippedAsset], { nullable: true, description: 'The first 250; null when refused.' })
  skipped: SkippedAsset[] | null;

  @Field(() => Int, { simple: false })
  @UseMiddleware(async (_action, next) => (await next()) ?? 0)
  skippedCount: number;
}
