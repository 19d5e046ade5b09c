import { type ClassType, Field, ID, InputType, Int, ObjectType, UseMiddleware } from 'type-graphql';
import { AssetConnection, AssetFilter } from './asset';
import { Argument, Noun } from './decorators';
import { Run } from './run';
import { Payload } from './user-error';
import { MoneyInput } from './values';

@InputType({ description: 'Exactly one of ids, slotIds and where; all assets of one project, at most 10,000.' })
export class AssetSelection {
  @Field(() => [ID], { nullable: true }) ids?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'The current take of each.' }) slotIds?: string[] | null;
  @Field(() => AssetFilter, {
    nullable: true,
    description:
      'It must name a scriptId, a runId or a projectId. Of `numbers` and `figureNumbers` each must select something.',
  })
  where?: AssetFilter | null;
  @Field(() => Int, {
    nullable: true,
    description:
      "Refuse with CONFLICT what changed after this number of the project's log: nobody approves what they have not seen.",
  })
  asOfSeq?: number | null;
}

@InputType({ description: 'Refuse with STALE_VERSION when the asset has another `lockVersion` by now.' })
export class ExpectedVersion {
  @Field(() => ID) id: string;
  @Field(() => Int) version: number;
}

@InputType()
export class SubmitAssetsInput {
  @Field(() => AssetSelection) selection: AssetSelection;
  @Field(() => [ExpectedVersion], { nullable: true }) expectedVersions?: ExpectedVersion[] | null;
}

@InputType()
export class RejectAssetsInput extends SubmitAssetsInput {
  @Field(() => String, { description: 'What should be better; 1 to 2,000 characters.' }) reason: string;
}

@InputType()
class NotedInput extends SubmitAssetsInput {
  @Field(() => String, { nullable: true, description: 'For the audit; at most 2,000 characters.' })
  note?: string | null;
}

@InputType()
export class ApproveAssetsInput extends NotedInput {}

@InputType()
export class PublishAssetsInput extends NotedInput {}

@InputType()
export class ReopenAssetsInput extends NotedInput {}

@InputType({ description: 'What is given stands over what each slot wanted; the rest stays as it was.' })
export class RegenerateAssetsInput extends SubmitAssetsInput {
  @Field(() => String, { nullable: true }) prompt?: string | null;
  @Field(() => String, { nullable: true }) style?: string | null;
  @Field(() => String, { nullable: true, description: 'For speech alone.' }) voice?: string | null;
  @Field(() => Int, { nullable: true }) seed?: number | null;
  @Field(() => MoneyInput, { nullable: true, description: 'What the run may spend at most.' }) cap?: MoneyInput | null;
  @Field(() => String) idempotencyKey: string;
}

/** A refused call has changed nothing: its payload says 0, and no assets. */
function decisionPayload(name: string, description: string): ClassType {
  @ObjectType(name, { description, implements: Payload, simpleResolvers: true })
  class DecisionPayload extends Payload {
    @Field(() => Int, { simple: false, description: 'Each of them once. 0 when refused: all or nothing.' })
    @UseMiddleware(async (_action, next) => (await next()) ?? 0)
    changedCount: number;

    @Field(() => AssetConnection, { nullable: true, description: 'What was changed, oldest first; null when refused.' })
    @Argument('first', () => Int, { nullable: true })
    @Argument('after', () => String, { nullable: true })
    assets: object | null;
  }
  return DecisionPayload;
}

export const SubmitAssetsPayload = decisionPayload('SubmitAssetsPayload', 'What is in review now, or why not.');
export const ApproveAssetsPayload = decisionPayload('ApproveAssetsPayload', 'What is approved now, or why not.');
export const RejectAssetsPayload = decisionPayload('RejectAssetsPayload', 'What was sent back, or why not.');
export const PublishAssetsPayload = decisionPayload('PublishAssetsPayload', 'What is published now, or why not.');
export const ReopenAssetsPayload = decisionPayload('ReopenAssetsPayload', 'What is in review again, or why not.');

@Noun('The run that makes them anew, or why not.', Payload)
export class RegenerateAssetsPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}
