import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { AssetType } from '../pipeline/library/asset';
import type { ExplainerStage } from '../pipeline/production/explainer';
import type { CaptionPlace } from '../pipeline/production/explainer-options';
import type { Tier } from '../pipeline/production/tiers';
import type { JobType } from '../pipeline/runner/run';
import { Noun } from './decorators';
import { AssetTypeEnum, CaptionPlaceEnum, ExplainerStageEnum, JobTypeEnum, TierEnum } from './enums';
import { Run } from './run';
import { Payload } from './user-error';
import { Money, MoneyInput } from './values';

@InputType()
export class EstimateExplainerInput {
  @Field(() => ID) projectId: string;
  @Field(() => ID, { nullable: true, description: 'The script of the film; or `documentIds`.' })
  scriptId?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Documents that a script is to be written from, the main source first; or `scriptId`.',
  })
  documentIds?: string[] | null;
  @Field(() => Float, { nullable: true, description: 'Of a script that is to be written: 0.5 to 60; 3 unless given.' })
  minutes?: number | null;
  @Field(() => String, { nullable: true, description: 'Whom a script that is to be written speaks to.' })
  audience?: string | null;
  @Field(() => ID, { nullable: true, description: 'What a script that is to be written follows; see `learnStyle`.' })
  styleProfileId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of a script that is to be written; the main source’s unless given.',
  })
  title?: string | null;
  @Field(() => TierEnum, {
    nullable: true,
    description:
      'How many segments get pictures and clips of their own; the visuals are assigned anew by it. Left out, they stay as they were assigned, and MEDIUM for a script that is to be written.',
  })
  tier?: Tier | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Which segments, as people type them: `1-10`. What is left out is neither made nor paid for, and neither is the ambience, which is of no segment. The film takes what is there of the rest; `Run.leftOut` names what is not.',
  })
  numbers?: string | null;
  @Field(() => [AssetTypeEnum], {
    nullable: true,
    description:
      'Which types: AUDIO is narration and ambience, IMAGE pictures; VIDEO alone makes the film of what is there. All of them unless given.',
  })
  parts?: AssetType[] | null;
  @Field(() => ExplainerStageEnum, {
    defaultValue: 'FILM',
    description:
      'How far to go: SCRIPT writes it, AUDIO narrates, VISUALS draws too, CUT lays it out, FILM renders it.',
  })
  stopAfter: ExplainerStage;
  @Field(() => Boolean, { defaultValue: false, description: 'Only approved takes; refused where one is missing.' })
  onlyApproved: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Nothing is made where the newest take was rejected. A rejected picture is left out and the one before it holds; a segment whose narration is rejected is left out. `Run.leftOut` names them.',
  })
  skipRejected: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'With onlyApproved: what has no approved take is left out, a segment with its narration, instead of refusing. `Run.leftOut` names it.',
  })
  allowMissing: boolean;
}

@InputType()
export class JobTypeCapInput {
  @Field(() => JobTypeEnum) jobType: JobType;
  @Field(() => MoneyInput) cap: MoneyInput;
}

@InputType()
export class StartExplainerInput extends EstimateExplainerInput {
  @Field(() => MoneyInput, { nullable: true }) cap?: MoneyInput | null;
  @Field(() => [JobTypeCapInput], {
    nullable: true,
    description: 'What the jobs of one type may cost within the run; each holds beside the cap of the run.',
  })
  caps?: JobTypeCapInput[] | null;
  @Field(() => CaptionPlaceEnum, {
    defaultValue: 'SIDECAR',
    description:
      'SIDECAR: beside the film, as files. BURNED: drawn into the picture. KARAOKE: and the word that is heard lit.',
  })
  captions: CaptionPlace;
  @Field(() => String) idempotencyKey: string;
}

@Noun('What a run would do, as things stand.')
export class RunEstimate {
  @Field(() => Int, {
    description: 'Takes to be made, the film among them. What several places wish for alike is made once.',
  })
  toGenerate: number;
  @Field(() => Int, { description: 'Takes that are there and are used again.' }) reused: number;
  @Field(() => Money, { description: 'At most, by the price list.' }) cost: object;
  @Field(() => Money, {
    description: 'Most likely: less than `cost` where suppliers count what nobody can count before, such as tokens.',
  })
  expectedCost: object;
  @Field(() => Float, {
    description: 'A guess: as long as such jobs took in the latest runs, as if one were done after the other.',
  })
  seconds: number;
}

@InputType()
export class CancelRunInput {
  @Field(() => ID) runId: string;
}

@InputType()
export class ResumeRunInput {
  @Field(() => ID) runId: string;
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What it may cost from now on, all in all; as before where it is left out.',
  })
  cap?: MoneyInput | null;
  @Field(() => ExplainerStageEnum, {
    nullable: true,
    description:
      'How far it goes now; a stage after the one up to which it was to go. Left out, a run that ended there goes to the FILM, and any other as far as it was to go.',
  })
  stopAfter?: ExplainerStage | null;
  @Field(() => String, { nullable: true, description: 'The same key and input answer what the first call did.' })
  idempotencyKey?: string | null;
}

@Noun('The run, under way, or why it was refused.', Payload)
export class StartExplainerPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}

@Noun('The run as it is now. One that is over stays as it ended.', Payload)
export class CancelRunPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}

@Noun(
  'The run, under way again: where it was paused, with what failed and what was cancelled, or beyond the stage at which it stopped.',
  Payload,
)
export class ResumeRunPayload extends Payload {
  @Field(() => Run, { nullable: true }) run: object | null;
}
