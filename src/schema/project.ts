import { Field, ID, InputType, Int } from 'type-graphql';
import type { JobType } from '../pipeline/runner/run';
import type { JsonValue } from '../pipeline/values/canonical-json';
import type { Capability } from '../pipeline/values/capability';
import type { ProjectMode } from '../pipeline/workspace/project';
import { AssetConnection, AssetFilter } from './asset';
import { connectionOf } from './connection';
import { CostLine } from './cost';
import { Argument, Noun, Page } from './decorators';
import { DocumentConnection, Knowledge } from './document';
import { AssetOrderEnum, CapabilityEnum, CostGroupingEnum, JobTypeEnum, ProjectModeEnum } from './enums';
import { Node, SlotOwner } from './node';
import { ProductionPlanConnection } from './plan';
import { ProjectEventConnection } from './project-event';
import { RunConnection, RunFilter } from './run';
import { DateTimeScalar, JsonScalar } from './scalars';
import { ScreenplayConnection } from './screenplay';
import { StructuredScriptConnection } from './script';
import { ShotListConnection } from './shot';
import { StyleProfileConnection } from './style-profile';
import { TimelineConnection } from './timeline';
import { Payload } from './user-error';
import { Budget, MoneyInput, Rate, RateInput, Size, SizeInput } from './values';
import { WebhookConnection } from './webhook';

@Noun('Who is asked first for one capability.')
export class ProviderOrder {
  @Field(() => CapabilityEnum) capability: string;
  @Field(() => [String], { description: 'Suppliers or their houses, first to last.' }) names: string[];
}

@Noun('How somebody is to sound.')
export class SpeakerVoice {
  @Field(() => String) speaker: string;
  @Field(() => String, { description: 'Words for every supplier, or one for each: `elevenlabs=21m00…, openai=onyx`.' })
  voice: string;
}

@Noun('A style of pictures by its name, and what it means in the words that painters are given.')
export class Style {
  @Field(() => String) name: string;
  @Field(() => String) words: string;
}

@Noun('How a word of the narrations is said.')
export class Pronunciation {
  @Field(() => String, { description: 'One word or some; case counts where it has capitals.' }) written: string;
  @Field(() => String) spoken: string;
}

@Noun('The wall: it owns a library, a budget, stories and runs.', [Node, SlotOwner])
export class Project extends SlotOwner {
  @Field(() => String, { description: 'Its short name in URLs and commands. Unique in the workspace.' }) key: string;
  @Field(() => String) name: string;
  @Field(() => ProjectModeEnum) mode: ProjectMode;
  @Field(() => [CapabilityEnum]) offlineFor: string[];
  @Field(() => [ProviderOrder], {
    description: 'Who is asked first, where no wish names anybody. What is not named goes by the order of the server.',
  })
  providerOrder: ProviderOrder[];
  @Field(() => [SpeakerVoice], {
    description: 'Who speaks with which voice. NARRATOR speaks what is nobody’s dialogue.',
  })
  voices: SpeakerVoice[];
  @Field(() => [Style], { description: 'Its own styles, beside those of `stylePresets`.' }) styles: Style[];
  @Field(() => [Pronunciation], { description: 'How its words are said, before every other rule.' })
  pronunciations: Pronunciation[];
  @Field(() => Rate) rate: Rate;
  @Field(() => Size) size: Size;
  @Field(() => Boolean, {
    description:
      'Projects that share use each other’s takes of equal wishes at no cost: a copy of its own, without what was said of the original.',
  })
  sharesTakes: boolean;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => Int, { description: 'The number of the last line of its log.' }) lastSeq: number;
  @Page(() => ProjectEventConnection, 'Its log, oldest first.')
  @Argument('afterSeq', () => Int, { defaultValue: 0 })
  events: object;
  @Field(() => Budget) budget: Budget;
  @Field(() => [Budget], { description: 'Its own, and those of its types of jobs: each holds, over all its runs.' })
  budgets: Budget[];
  @Field(() => [CostLine], { description: 'Where the money of all its runs went.' })
  @Argument('groupBy', () => CostGroupingEnum, { defaultValue: 'PROVIDER' })
  costReport: CostLine[];
  @Page(() => DocumentConnection, 'What scripts are written from, newest first.') documents: object;
  @Field(() => Knowledge) knowledge: Knowledge;
  @Page(() => StyleProfileConnection, 'How scripts may speak, newest first.') styleProfiles: object;
  @Page(() => StructuredScriptConnection, 'Newest first.') scripts: object;
  @Page(() => ScreenplayConnection, 'Newest first.') screenplays: object;
  @Page(() => ShotListConnection, 'Newest first.') shotLists: object;
  @Page(() => TimelineConnection, 'Newest first.') timelines: object;
  @Page(() => ProductionPlanConnection, 'What treatments came to, newest first.') plans: object;
  @Page(() => RunConnection, 'Newest first.') @Argument('where', () => RunFilter, { nullable: true }) runs: object;
  @Page(() => AssetConnection)
  @Argument('where', () => AssetFilter, { nullable: true })
  @Argument('orderBy', () => AssetOrderEnum, { defaultValue: 'NEWEST' })
  assets: object;
  @Page(() => WebhookConnection, 'Oldest first.') webhooks: object;
}

export const ProjectConnection = connectionOf('Project', () => Project);

@InputType()
export class CreateProjectInput {
  @Field(() => String, { description: 'Lower-case letters, digits and hyphens, at most 63.' }) key: string;
  @Field(() => String) name: string;
  @Field(() => ProjectModeEnum, { defaultValue: 'OFFLINE' }) mode: ProjectMode;
  @Field(() => [CapabilityEnum], { nullable: true }) offlineFor?: Capability[] | null;
  @Field(() => RateInput, { nullable: true, description: '24/1 unless given.' }) rate?: RateInput | null;
  @Field(() => SizeInput, { nullable: true, description: '1920 × 1080 unless given; even numbers.' })
  size?: SizeInput | null;
  @Field(() => Boolean, { defaultValue: false }) sharesTakes: boolean;
  @Field(() => MoneyInput, { nullable: true, description: 'No cap unless given.' }) cap?: MoneyInput | null;
  @Field(() => String) idempotencyKey: string;
}

@InputType()
export class ProviderOrderInput {
  @Field(() => CapabilityEnum) capability: Capability;
  @Field(() => [String]) names: string[];
}

@InputType({ description: 'What is left out, or null, stays as it is.' })
export class UpdateProjectInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only by a token for the whole workspace.' })
  sharesTakes?: boolean | null;
  @Field(() => [CapabilityEnum], { nullable: true, description: 'What a LIVE project has made offline.' })
  offlineFor?: Capability[] | null;
  @Field(() => [ProviderOrderInput], {
    nullable: true,
    description: 'All of it: what is not named goes by the order of the server.',
  })
  providerOrder?: ProviderOrderInput[] | null;
}

@InputType()
export class SetVoicesInput {
  @Field(() => ID) projectId: string;
  @Field(() => JsonScalar, {
    description:
      'A voice_map.json, whole: `{ "MARA": "rachel", "NARRATOR": { "elevenlabs": "21m00…", "openai": "onyx" } }`. Who is not named has no voice of their own any more.',
  })
  voices: JsonValue;
}

@InputType()
export class StyleInput {
  @Field(() => String, { description: 'None of those that every project has.' }) name: string;
  @Field(() => String) words: string;
}

@InputType()
export class SetStylesInput {
  @Field(() => ID) projectId: string;
  @Field(() => [StyleInput], { description: 'All of them: those that are not named go.' }) styles: StyleInput[];
}

@InputType()
export class PronunciationInput {
  @Field(() => String) written: string;
  @Field(() => String, { description: 'In letters: `engine ex`.' }) spoken: string;
}

@InputType()
export class SetPronunciationsInput {
  @Field(() => ID) projectId: string;
  @Field(() => [PronunciationInput], { description: 'All of them: those that are not named go.' })
  entries: PronunciationInput[];
}

@Noun('The project with its pronunciations, or why that was refused.', Payload)
export class SetPronunciationsPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}

@Noun('The project with its voices, or why that was refused.', Payload)
export class SetVoicesPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}

@Noun('The project with its styles, or why that was refused.', Payload)
export class SetStylesPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}

@InputType()
export class ProjectCapInput {
  @Field(() => JobTypeEnum, { nullable: true, description: 'Null: of the project as a whole.' })
  jobType?: JobType | null;
  @Field(() => MoneyInput, { nullable: true, description: 'Null: none any more.' }) cap?: MoneyInput | null;
}

@InputType()
export class SetCapsInput {
  @Field(() => ID) projectId: string;
  @Field(() => [ProjectCapInput], { description: 'Those that are not named stay as they are.' })
  caps: ProjectCapInput[];
}

@Noun('The project, or why it was refused.', Payload)
export class UpdateProjectPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
}

@Noun('The project with its budgets, or why it was refused: all caps are set, or none.', Payload)
export class SetCapsPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
}

@Noun('The project, or why it was refused.', Payload)
export class CreateProjectPayload extends Payload {
  @Field(() => Project, { nullable: true }) project: object | null;
}
