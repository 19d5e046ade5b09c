import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { ScriptFormat } from '../pipeline/script/segment';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import { DisplayModeEnum, FigureKindEnum, ScriptFormatEnum, SegmentIntentEnum } from './enums';
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
  @Field(() => Figure, { nullable: true, description: 'Null where its script has no such figure.' }) figure:
    | object
    | null;
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
  @Field(() => String, { nullable: true }) visualDirection: string | null;
  @Field(() => DisplayModeEnum, { nullable: true }) displayMode: string | null;
  @Field(() => Float, { description: 'At 150 words a minute.' }) estimatedSeconds: number;
  @Field(() => Float, { nullable: true, description: 'Null until narrated.' }) actualSeconds: number | null;
  @Field(() => Slot) audio: Slot;
  @Field(() => Slot) picture: Slot;
  @Field(() => Slot) video: Slot;
}

@Noun('Narration, paragraph by paragraph.', Node)
export class StructuredScript extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => String) name: string;
  @Field(() => Int) revision: number;
  @Field(() => Int) lockVersion: number;
  @Field(() => DateTimeScalar) createdAt: string;
  @Page(() => SegmentConnection, 'In the order of the film.')
  @Argument('intents', () => [SegmentIntentEnum], { nullable: true })
  @Argument('numbers', () => String, { nullable: true })
  segments: object;
  @Field(() => [Figure], { description: 'By kind and number.' }) figures: Figure[];
  @Field(() => [FigureReference], {
    description: 'Figures that it names and does not have, each once, by kind and number.',
  })
  unresolvedFigures: FigureReference[];
  @Field(noun('Timeline'), { nullable: true, description: 'Its cut; null where there is none yet.' })
  timeline: object | null;
  @Field(() => Float) estimatedSeconds: number;
  @Field(() => Float, { nullable: true, description: 'Null until every segment is narrated.' }) actualSeconds:
    | number
    | null;
  @Field(() => String, {
    description: 'The whole script as text. FLAT is one paragraph a segment, with a blank line between.',
  })
  @Argument('format', () => ScriptFormatEnum, { defaultValue: 'FLAT' })
  text: string;
  @Field(() => JsonScalar, {
    description:
      'An asset manifest, version 2, of the takes that each segment would show now. `segment_001` is the first; the files that it names count from 0.',
  })
  assetManifest: object;
}

export const SegmentConnection = connectionOf('Segment', () => Segment);
export const StructuredScriptConnection = connectionOf('StructuredScript', () => StructuredScript);

@InputType()
export class ImportScriptInput {
  @Field(() => ID) projectId: string;
  @Field(() => String) name: string;
  @Field(() => String, { description: 'Paragraphs with blank lines between them, at most 1,000,000 characters.' })
  text: string;
  @Field(() => ScriptFormatEnum, { defaultValue: 'FLAT' }) format: ScriptFormat;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The script, or why it was refused.', Payload)
export class ImportScriptPayload extends Payload {
  @Field(() => StructuredScript, { nullable: true }) script: object | null;
}
