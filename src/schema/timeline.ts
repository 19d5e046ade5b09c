import { Field, Float, Int } from 'type-graphql';
import type { CaptionPlace } from '../pipeline/production/explainer-options';
import { connectionOf } from './connection';
import { Argument, Noun, noun } from './decorators';
import { CaptionFormatEnum, CaptionPlaceEnum } from './enums';
import { Node, SlotOwner } from './node';
import { Slot } from './slot';
import { Rate, Span } from './values';

@Noun('What was found in a film by looking at the film itself, after it was rendered.')
export class RenderReport {
  @Field(() => Boolean) ok: boolean;
  @Field(() => Int) durationFrames: number;
  @Field(() => Float, { description: "Sound's end less picture's end." }) driftMs: number;
  @Field(() => Float) loudnessLufs: number;
  @Field(() => Float) truePeakDbtp: number;
  @Field(() => [String], { description: 'Sentences for people; none where it is `ok`.' }) problems: string[];
  @Field(() => Int) piecesEncoded: number;
  @Field(() => Int, { description: 'Stretches of picture that an earlier render had made.' }) piecesReused: number;
  @Field(() => Int) soundChunksEncoded: number;
  @Field(() => Int) soundChunksReused: number;
  @Field(() => Float) renderSeconds: number;
}

@Noun(
  'The living cut of a script or of a plan, down to the frame. Its revision is 0 and its span empty until it is cut.',
  [Node, SlotOwner],
)
export class Timeline extends SlotOwner {
  @Field(noun('Project')) project: object;
  @Field(noun('StructuredScript'), { nullable: true, description: 'What it is the cut of; or `plan`.' })
  script: object | null;
  @Field(noun('ProductionPlan'), { nullable: true, description: 'What it is the cut of; or `script`.' })
  plan: object | null;
  @Field(() => String) name: string;
  @Field(() => Int) revision: number;
  @Field(() => Rate) rate: Rate;
  @Field(() => Span) span: Span;
  @Field(() => [String], { description: 'What had to give way in the cut, in sentences; none where all fits.' })
  notes: string[];
  @Field(() => Slot) film: Slot;
  @Field(() => Slot, { nullable: true, description: 'Under all of it; null where a plan has its own music.' })
  ambience: Slot | null;
  @Field(() => Slot, {
    nullable: true,
    description: 'The card that it opens with; null where the script has no sources.',
  })
  title: Slot | null;
  @Field(() => Slot, { nullable: true, description: 'The card with its sources that it closes with.' })
  end: Slot | null;
  @Field(() => String, {
    description:
      'Its chapters as video sites read them in a description: `1:05 Results`, a line each, from 0:00 on, none below ten seconds. Empty where it has fewer than three such.',
  })
  chapters: string;
  @Field(() => RenderReport, { nullable: true, description: 'Of the film that `film` holds now.' })
  report: RenderReport | null;
  @Field(() => String, {
    description:
      'What is read under the film, as the text of a caption file. KARAOKE is a VTT that says when each word is heard.',
  })
  @Argument('format', () => CaptionFormatEnum, { defaultValue: 'SRT' })
  captions: string;
  @Field(() => CaptionPlaceEnum, { description: 'Where its captions are read, in the film as it is cut.' })
  captionPlace: CaptionPlace;
}

export const TimelineConnection = connectionOf('Timeline', () => Timeline);
