import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { AnnotationConnection } from './annotation';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import { AssetStatusEnum, AssetTypeEnum, SegmentIntentEnum } from './enums';
import { Node } from './node';
import { Recipe } from './recipe';
import { ByteCountScalar, DateTimeScalar, Sha256Scalar } from './scalars';
import { UseConnection } from './use';
import { Money, Size } from './values';

@Noun('The bytes of an asset and what a probe found in them.')
export class Media {
  @Field(() => Sha256Scalar) sha256: string;
  @Field(() => String) mimeType: string;
  @Field(() => ByteCountScalar) bytes: number;
  @Field(() => String, {
    description: 'Signed: it opens without a token until it expires, within 5 minutes after the time asked for.',
  })
  @Argument('expiresInSeconds', () => Int, { defaultValue: 3600 })
  url: string;
  @Field(() => Float, { nullable: true }) durationSeconds: number | null;
  @Field(() => Size, { nullable: true }) size: Size | null;
  @Field(() => Float, { nullable: true, description: 'Of sound: integrated, by EBU R 128.' }) loudnessLufs:
    | number
    | null;
  @Field(() => Float, { nullable: true }) truePeakDbtp: number | null;
}

@Noun('Where a word or a sentence of speech is heard, in seconds from the beginning of its asset.')
export class SpokenStretch {
  @Field(() => String) text: string;
  @Field(() => Float) startSeconds: number;
  @Field(() => Float) endSeconds: number;
}

@Noun('Null where fresh. `causes` name what changed: prompt, voice, input:setting/…')
export class Staleness {
  @Field(() => DateTimeScalar) since: string;
  @Field(() => [String]) causes: string[];
}

@Noun('Where an asset stands in its review.')
export class Review {
  @Field(() => DateTimeScalar, { nullable: true }) submittedAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) approvedAt: string | null;
  @Field(() => String, { nullable: true }) approvedBy: string | null;
  @Field(() => String, { nullable: true }) rejectedReason: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Null where not approved; false where what the slot wants has changed since.',
  })
  approvalCoversCurrentInputs: boolean | null;
}

@Noun('One take of a slot: one immutable piece of media with its history.', Node)
export class Asset extends Node {
  @Field(noun('Project')) project: object;
  @Field(noun('Slot')) slot: object;
  @Field(() => Int) take: number;
  @Field(() => Int) lockVersion: number;
  @Field(() => AssetTypeEnum) type: string;
  @Field(() => AssetStatusEnum) status: string;
  @Field(() => Boolean, { description: 'Approved and published assets are locked: nothing overwrites them.' })
  locked: boolean;
  @Field(() => String, { description: 'dalle, elevenlabs, kb_extraction, ffmpeg, manual …, or a supplier.' })
  source: string;
  @Field(() => Media) media: Media;
  @Field(() => String, { nullable: true }) describes: string | null;
  @Field(() => [String]) tags: string[];
  @Field(() => String, { nullable: true }) text: string | null;
  @Field(() => String, { nullable: true }) voice: string | null;
  @Field(() => [SpokenStretch], { description: 'Of speech, in order; none where they are not known.' })
  sentences: SpokenStretch[];
  @Field(() => [SpokenStretch], { nullable: true, description: 'Of speech, in order; null where nobody told.' })
  words: SpokenStretch[] | null;
  @Field(() => String, { nullable: true }) prompt: string | null;
  @Field(() => Int, { nullable: true }) figureNumber: number | null;
  @Field(() => String, { nullable: true }) caption: string | null;
  @Field(() => String, { nullable: true }) notes: string | null;
  @Field(() => Recipe, { nullable: true, description: 'Null where the asset was imported.' }) recipe: Recipe | null;
  @Field(() => Staleness, { nullable: true }) staleness: Staleness | null;
  @Field(() => Asset, { nullable: true }) revisionOf: Asset | null;
  @Page(() => AssetConnection, 'The takes made after this one was sent back.') revisions: object;
  @Field(noun('Run'), { nullable: true }) run: object | null;
  @Field(noun('Job'), { nullable: true }) job: object | null;
  @Field(() => String, { nullable: true, description: 'Of an import: the run that it came from, by its name there.' })
  originRunId: string | null;
  @Field(() => String, { nullable: true, description: 'Of an import: its id there.' }) externalId: string | null;
  @Field(() => Money) cost: Money;
  @Field(() => String, { nullable: true }) generatedBy: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) generatedAt: string | null;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => Review) review: Review;
  @Field(noun('RenderReport'), { nullable: true, description: 'Of a film that was rendered here.' }) report:
    | object
    | null;
  @Page(() => AuditEntryConnection, 'Every change of its state, oldest first.') audit: object;
  @Page(() => AnnotationConnection, 'What was said about it, oldest first.')
  @Argument('resolved', () => Boolean, { nullable: true })
  annotations: object;
  @Page(
    () => UseConnection,
    'The clips that show or play it, by cut; then what would pick it; then the segments that speak of the figure that it is.',
  )
  uses: object;
}

@Noun('One change of one asset. Never changed or deleted; each carries the hash of the one before it.', Node)
export class AuditEntry extends Node {
  @Field(() => Int) seq: number;
  @Field(() => DateTimeScalar) at: string;
  @Field(() => String) actor: string;
  @Field(() => Asset) asset: Asset;
  @Field(() => AssetStatusEnum, { nullable: true, description: 'Null: the asset was born so.' }) from: string | null;
  @Field(() => AssetStatusEnum) to: string;
  @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => Sha256Scalar) contentHash: string;
  @Field(() => Sha256Scalar, { nullable: true }) wishHash: string | null;
  @Field(() => Sha256Scalar, { nullable: true }) previousHash: string | null;
  @Field(() => Sha256Scalar) hash: string;
}

@Noun('Whether the audit of a project is whole and as it was written, and every asset where it says.')
export class AuditVerdict {
  @Field(() => Boolean) ok: boolean;
  @Field(() => Int, { description: 'How many there are.' }) entries: number;
  @Field(() => Int, {
    nullable: true,
    description: 'The number of the first entry that is missing, out of place or not as it was written.',
  })
  brokenSeq: number | null;
  @Field(() => AuditEntry, { nullable: true, description: 'The entry with that number; null where it is missing.' })
  firstBroken: object | null;
  @Field(() => String, { nullable: true, description: 'What is wrong, in a sentence.' }) problem: string | null;
}

export const AssetConnection = connectionOf('Asset', () => Asset);
export const AuditEntryConnection = connectionOf('AuditEntry', () => AuditEntry);

const NUMBERS = 'as people type them: "7", "1-10", "1,3-5,10" or "all"';

@InputType({ description: 'What is given narrows; lists mean any of, tags mean all of.' })
export class AssetFilter {
  @Field(() => ID, { nullable: true }) projectId?: string | null;
  @Field(() => ID, { nullable: true, description: 'In a slot of this script, its segments, its figures or its cut.' })
  scriptId?: string | null;
  @Field(() => String, { nullable: true, description: `In a slot of the segments with these numbers, ${NUMBERS}.` })
  numbers?: string | null;
  @Field(() => String, { nullable: true, description: `Whose \`figureNumber\` is one of these, ${NUMBERS}.` })
  figureNumbers?: string | null;
  @Field(() => [SegmentIntentEnum], { nullable: true, description: 'In a slot of the segments with these intents.' })
  intents?: string[] | null;
  @Field(() => [AssetTypeEnum], { nullable: true }) types?: string[] | null;
  @Field(() => [AssetStatusEnum], { nullable: true }) statuses?: string[] | null;
  @Field(() => [String], { nullable: true }) tags?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Made by that run, or used by it again.' }) runId?: string | null;
  @Field(() => String, { nullable: true, description: 'Imported from the run with this name: "20260207_101747".' })
  originRunId?: string | null;
  @Field(() => Boolean, { nullable: true }) stale?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the take alone that its slot would pick. False: the others.',
  })
  current?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Somewhere in its text, prompt, description or caption; case does not matter.',
  })
  text?: string | null;
}
