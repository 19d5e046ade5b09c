import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { ScriptFormat } from '../pipeline/script/segment';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import { AssetTypeEnum, DisplayModeEnum, FigureKindEnum, ScriptFormatEnum, SegmentIntentEnum, TierEnum } from './enums';
import { Figure } from './figure';
import { Node, SlotOwner } from './node';
import { DateTimeScalar, JsonScalar } from './scalars';
import { Slot } from './slot';
import { Payload } from './user-error';

@Noun('A figure or table that a segment names.')
export class FigureReference {
  @Field(() => FigureKindEnum) kind: string;
  @Field(() => Int) number: number;
  @Field(() => String, { nullable: true }) panel: string | null;
  @Field(noun('Document'), { nullable: true, description: 'Whose it is, where the segment says it.' })
  document: object | null;
  @Field(() => Figure, {
    nullable: true,
    description:
      'Its script’s own of that kind and number, else that of the document that it names, else that of the first source that has one. Null where there is none.',
  })
  figure: object | null;
}

@Noun('What a segment says of its sources, and whether they say it.')
export class Claim {
  @Field(() => String, { description: 'In the words of the segment.' }) text: string;
  @Field(() => Boolean) supported: boolean;
  @Field(noun('Document'), { nullable: true, description: 'The source that says it; null where none does.' })
  source: object | null;
  @Field(() => Int, { nullable: true, description: 'The `position` of the atom of that source.' }) position:
    | number
    | null;
  @Field(() => Int, { nullable: true, description: 'The page that it stands on.' }) page: number | null;
}

@Noun('What a segment was written from.')
export class SourceAttribution {
  @Field(() => String) sourceId: string;
  @Field(() => String, { description: 'paper, news, dataset, … as the file says that it came in.' }) sourceType: string;
  @Field(() => [String], { description: 'Which parts of the source.' }) atomsUsed: string[];
  @Field(() => Float, { description: '0 to 1.' }) confidence: number;
  @Field(() => String, { nullable: true }) label: string | null;
}

@Noun('One narrated paragraph. Its id survives edits and reordering; `idx` counts from 0, `number` from 1.', [
  Node,
  SlotOwner,
])
export class Segment extends SlotOwner {
  @Field(() => Int) lockVersion: number;
  @Field(() => StructuredScript) script: object;
  @Field(() => Int) idx: number;
  @Field(() => Int) number: number;
  @Field(() => String) text: string;
  @Field(() => SegmentIntentEnum) intent: string;
  @Field(() => [FigureReference]) figureReferences: FigureReference[];
  @Field(() => [String]) keyConcepts: string[];
  @Field(() => Float) importance: number;
  @Field(() => String, {
    nullable: true,
    description: 'What its picture shows: as people say, else as `assignVisuals` says.',
  })
  visualDirection: string | null;
  @Field(() => DisplayModeEnum, {
    nullable: true,
    description: 'What it shows: what people decided, else what `assignVisuals` gave it. DALL_E is nobody’s decision.',
  })
  displayMode: string | null;
  @Field(() => Float, { description: 'At 150 words a minute.' }) estimatedSeconds: number;
  @Field(() => Float, { nullable: true, description: 'Null until narrated.' }) actualSeconds: number | null;
  @Field(() => String, { nullable: true, description: 'From whose side it speaks: neutral, left_0.2, …' })
  perspective: string | null;
  @Field(() => String, { nullable: true }) contentTypeHint: string | null;
  @Field(() => [SourceAttribution]) sourceAttributions: SourceAttribution[];
  @Field(() => [Claim], { description: 'None where nobody checked it.' }) claims: Claim[];
  @Field(() => Slot) audio: Slot;
  @Field(() => Slot) picture: Slot;
  @Field(() => Slot) video: Slot;
}

@Noun('Narration, paragraph by paragraph.', [Node, SlotOwner])
export class StructuredScript extends SlotOwner {
  @Field(noun('Project')) project: object;
  @Field(() => String) name: string;
  @Field(() => Int) revision: number;
  @Field(() => Int) lockVersion: number;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => String, { nullable: true, description: 'The `script_id` of the file that it came in.' })
  externalId: string | null;
  @Field(() => String, { nullable: true }) trialId: string | null;
  @Field(() => String, { nullable: true }) sourceDocument: string | null;
  @Field(() => String, { nullable: true, description: 'What its writer was asked.' }) generationPrompt: string | null;
  @Field(() => String, { nullable: true, description: 'explainer, news_analysis, debate, narrative, …' })
  productionStyle: string | null;
  @Field(() => String, { nullable: true, description: 'research, …' }) contentType: string | null;
  @Field(() => String, { nullable: true }) perspective: string | null;
  @Field(() => String, { nullable: true, description: 'The `script_id` of the script that this is a variant of.' })
  variantOf: string | null;
  @Field(() => [String]) sourcesUsed: string[];
  @Field(() => TierEnum, { nullable: true, description: 'That `assignVisuals` was last asked for.' })
  directedTier: string | null;
  @Field(() => Slot, { nullable: true, description: 'Where its drafts are; null where it was imported.' })
  draft: Slot | null;
  @Field(() => [String], { description: 'What whoever wrote the draft, or checked it, has to say of it.' })
  notes: string[];
  @Field(() => Float, { nullable: true, description: 'How long its film was asked to be.' }) targetSeconds:
    | number
    | null;
  @Page(() => SegmentConnection, 'In the order of the film.')
  @Argument('intents', () => [SegmentIntentEnum], { nullable: true })
  @Argument('numbers', () => String, { nullable: true })
  segments: object;
  @Field(() => [noun('Document')()], { description: 'What it is written from, the main source first.' })
  sources: object[];
  @Field(() => [Figure], { description: 'Its own and those of its sources, by kind and number.' }) figures: Figure[];
  @Field(() => [FigureReference], {
    description: 'Figures that it names and has no picture of, each once, by kind and number.',
  })
  unresolvedFigures: FigureReference[];
  @Field(noun('Timeline'), { nullable: true, description: 'Its cut; null where there is none yet.' })
  timeline: object | null;
  @Field(() => Float) estimatedSeconds: number;
  @Field(() => Float, { nullable: true, description: 'Null until every segment is narrated.' }) actualSeconds:
    | number
    | null;
  @Field(() => String, {
    description:
      'The whole script as text; any of them can be imported again. FLAT is one paragraph a segment, with a blank line between; MARKDOWN says besides, in a comment, what is known of each segment; JSON says everything.',
  })
  @Argument('format', () => ScriptFormatEnum, { defaultValue: 'FLAT' })
  text: string;
  @Field(noun('GenerationPlan'), {
    description: 'What of one type is still to be made in a tier, what is used again and why, and what it costs.',
  })
  @Argument('type', () => AssetTypeEnum)
  @Argument('tier', () => TierEnum, { defaultValue: 'MEDIUM' })
  generationPlan: object;
  @Field(() => [noun('TierPlan')()], { description: 'Every tier, the cheapest first.' }) tierComparison: object[];
  @Field(noun('AssemblyManifest'), {
    description: 'What a film of it would be put together from now, to the frame, and what it still lacks.',
  })
  @Argument('onlyApproved', () => Boolean, { defaultValue: false })
  @Argument('skipRejected', () => Boolean, { defaultValue: false })
  assemblyManifest: object;
  @Page(() => ScriptRevisionConnection, 'Its states, newest first. Each is kept for good.') revisions: object;
  @Field(() => JsonScalar, {
    description:
      'An asset manifest, version 2, of the takes that each segment would show now. `segment_001` is the first; the files that it names count from 0.',
  })
  assetManifest: object;
}

@Noun('A script as it was after one edit.')
export class ScriptRevision {
  @Field(() => Int) revision: number;
  @Field(() => DateTimeScalar) at: string;
  @Field(() => String) by: string;
  @Field(() => String, { description: 'What was edited, in a few words.' }) change: string;
  @Field(() => String, { description: 'The whole script as text, as it was then.' })
  @Argument('format', () => ScriptFormatEnum, { defaultValue: 'FLAT' })
  text: string;
}

export const ScriptRevisionConnection = connectionOf('ScriptRevision', () => ScriptRevision);
export const SegmentConnection = connectionOf('Segment', () => Segment);
export const StructuredScriptConnection = connectionOf('StructuredScript', () => StructuredScript);

@InputType()
export class ImportScriptInput {
  @Field(() => ID) projectId: string;
  @Field(() => String) name: string;
  @Field(() => String, { nullable: true, description: 'At most 1,000,000 characters. This or `uploadId`.' })
  text: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Of a `createUpload` of plain text, Markdown or JSON for the same project: at most 8 MiB of UTF-8.',
  })
  uploadId: string | null;
  @Field(() => ScriptFormatEnum, {
    defaultValue: 'FLAT',
    description:
      'FLAT: paragraphs with blank lines between them. MARKDOWN: its paragraphs and lists are narrated, its headings, code, tables, comments, speaker labels and stage directions are not. JSON: a structured script.',
  })
  format: ScriptFormat;
  @Field(() => [ID], {
    nullable: true,
    description: 'What it is written from, the main source first: its figures may be theirs. At most 50.',
  })
  documentIds?: string[] | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The script, or why it was refused.', Payload)
export class ImportScriptPayload extends Payload {
  @Field(() => StructuredScript, { nullable: true }) script: object | null;
}
