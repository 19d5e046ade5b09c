import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { JsonValue } from '../pipeline/values/canonical-json';
import { connectionOf } from './connection';
import { Noun, noun, Page } from './decorators';
import { JobTypeEnum } from './enums';
import { Node, SlotOwner } from './node';
import { DateTimeScalar, JsonScalar } from './scalars';
import { Payload } from './user-error';
import { Money } from './values';

@Noun('Something that was noticed, mended or decided while a treatment was planned.')
export class PlanWarning {
  @Field(() => String, { description: 'For programs: `DURATIONS_SCALED`, `NARRATION_TOO_LONG`.' }) code: string;
  @Field(() => String) message: string;
  @Field(() => String, { nullable: true, description: 'Where in the manifest: `scenes[0].durationSeconds`.' })
  path: string | null;
}

@Noun('A job as it is planned. `Run.jobs` tells what was done for it, under the same key.')
export class PlannedJob {
  @Field(() => String, { description: 'Unique in its plan, and the same whenever the same is planned.' }) key: string;
  @Field(() => JobTypeEnum) type: string;
  @Field(() => JsonScalar) payload: object;
  @Field(() => [String], { description: 'Keys of jobs that stand before it.' }) dependsOn: string[];
  @Field(() => Int, { description: '20 goes first.' }) priority: number;
  @Field(() => Int, { description: 'So many more tries after the first.' }) maxRetries: number;
  @Field(() => Float) backoffSeconds: number;
  @Field(() => Money, {
    description: 'At nominal prices, before a supplier is chosen; a run that is started says what its suppliers ask.',
  })
  estimate: Money;
}

export const PlannedJobConnection = connectionOf('PlannedJob', () => PlannedJob);

@Noun(
  'What a treatment came to: a manifest with its jobs. It stays as it is; planning again makes another. Its slots are the places that its jobs fill.',
  [Node, SlotOwner],
)
export class ProductionPlan extends SlotOwner {
  @Field(noun('Project')) project: object;
  @Field(() => String, { description: 'The treatment’s title.' }) name: string;
  @Field(() => JsonScalar, { description: 'In the shape of `production-manifest.schema.json`.' }) manifest: object;
  @Page(() => PlannedJobConnection, 'Each behind all that it depends on; the film’s is the last.') jobs: object;
  @Field(() => [PlanWarning]) warnings: PlanWarning[];
  @Field(() => Boolean, { description: 'In the schema’s shape, and content with every business check.' })
  valid: boolean;
  @Field(() => Boolean, { description: 'Whether anything had to be mended to make a manifest of it.' })
  usedRepair: boolean;
  @Field(() => Int) processingTimeMs: number;
  @Field(noun('Timeline'), { nullable: true, description: 'Its cut; null until it is started.' }) timeline:
    | object
    | null;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => String) createdBy: string;
}

export const ProductionPlanConnection = connectionOf('ProductionPlan', () => ProductionPlan);

@Noun('What a treatment or a draft would come to. Nothing of it is kept.')
export class PlanPreview {
  @Field(() => JsonScalar) manifest: object;
  @Page(() => PlannedJobConnection) jobs: object;
  @Field(() => [PlanWarning]) warnings: PlanWarning[];
  @Field(() => Boolean) valid: boolean;
  @Field(() => Boolean) usedRepair: boolean;
  @Field(() => Int) processingTimeMs: number;
}

@InputType({
  description: 'What is said beside the treatment. What stands here goes before what the three documents say.',
})
export class PlanHints {
  @Field(() => Float, { nullable: true }) durationSeconds?: number | null;
  @Field(() => String, { nullable: true, description: '`16:9`, `9:16`, `1:1`, `4:3`, or `Smart Auto`.' })
  aspectRatio?: string | null;
  @Field(() => String, { nullable: true }) platform?: string | null;
  @Field(() => String, { nullable: true }) language?: string | null;
  @Field(() => String, { nullable: true }) tone?: string | null;
  @Field(() => String, { nullable: true }) profile?: string | null;
  @Field(() => ID, { nullable: true, description: 'An earlier plan of the project, whose frame is taken over.' })
  studioBlueprintId?: string | null;
  @Field(() => JsonScalar, {
    nullable: true,
    description: 'All of that as one object, in whatever spelling; what is said beside it goes before.',
  })
  userUI?: JsonValue;
  @Field(() => JsonScalar, { nullable: true, description: 'What an analyzer found out.' }) analyzer?: JsonValue;
  @Field(() => JsonScalar, { nullable: true }) refiner?: JsonValue;
  @Field(() => JsonScalar, { nullable: true }) script?: JsonValue;
}

@InputType()
export class PreviewPlanInput {
  @Field(() => String, { nullable: true, description: 'At most 500,000 characters; or `draft`.' })
  treatment?: string | null;
  @Field(() => JsonScalar, { nullable: true, description: 'A manifest, however far from valid; or `treatment`.' })
  draft?: JsonValue;
  @Field(() => PlanHints, { nullable: true }) hints?: PlanHints | null;
}

@InputType()
export class PlanProductionInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, { description: 'At most 500,000 characters. Any text is planned.' }) treatment: string;
  @Field(() => PlanHints, { nullable: true }) hints?: PlanHints | null;
  @Field(() => String) idempotencyKey: string;
}

@InputType()
export class RepairManifestInput {
  @Field(() => ID) projectId: string;
  @Field(() => JsonScalar, { description: 'A manifest, however far from valid.' }) draft: JsonValue;
  @Field(() => PlanHints, { nullable: true }) hints?: PlanHints | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The plan, or why it was refused.', Payload)
export class PlanProductionPayload extends Payload {
  @Field(() => ProductionPlan, { nullable: true }) plan: object | null;
}

@Noun('The plan of the mended manifest, or why it was refused.', Payload)
export class RepairManifestPayload extends Payload {
  @Field(() => ProductionPlan, { nullable: true }) plan: object | null;
}
