import { Field, Float, Int } from 'type-graphql';
import { Asset } from './asset';
import { connectionOf } from './connection';
import { Noun, Page } from './decorators';
import { DisplayModeEnum, GenerationActionEnum, TierEnum } from './enums';
import { Figure } from './figure';
import { SlotConnection } from './node';
import { Segment } from './script';
import { Slot } from './slot';
import { Money, Span } from './values';

@Noun('What is done about one segment, and why.')
export class GenerationItem {
  @Field(() => Segment) segment: object;
  @Field(() => Slot, { description: 'The place; where a figure is shown, that of the figure.' }) slot: object;
  @Field(() => GenerationActionEnum) action: string;
  @Field(() => String) reason: string;
  @Field(() => Asset, { nullable: true, description: 'What is used again.' }) asset: object | null;
  @Field(() => Money, { description: 'The most that making it can cost; nothing where nothing is made.' })
  estimate: Money;
}

export const GenerationItemConnection = connectionOf('GenerationItem', () => GenerationItem);

@Noun('What of one type has to be made for a script, segment by segment.')
export class GenerationPlan {
  @Page(() => GenerationItemConnection, 'One a segment, in the order of the film.') items: object;
  @Field(() => Int) toGenerate: number;
  @Field(() => Int) reused: number;
  @Field(() => Money, { description: 'The sum over what is to be generated.' }) estimate: Money;
  @Field(() => Money, {
    description: 'What it would cost besides to make those anew that are approved and stay in use though stale.',
  })
  remake: Money;
}

@Noun('A tier in numbers, for one script.')
export class TierPlan {
  @Field(() => TierEnum) tier: string;
  @Field(() => Int, { description: 'Segments with a drawn picture, approved ones among them.' }) images: number;
  @Field(() => Int, { description: 'Segments that show a figure, in every tier.' }) figures: number;
  @Field(() => Int, { description: 'Segments that hold the picture before.' }) carried: number;
  @Field(() => Int) textOnly: number;
  @Field(() => Money, { description: 'What its pictures would still cost; narration costs the same in every tier.' })
  estimate: Money;
  @Field(() => Int, { description: 'So many pictures may be drawn; figures and approved pictures are not counted.' })
  imageQuota: number;
  @Field(() => Int, { description: 'So many of those may move as clips.' }) clipQuota: number;
  @Field(() => Int, { description: 'Figures on pages: each of several that a segment shows. They cost nothing.' })
  pages: number;
  @Field(() => Int, { description: 'Segments that show what they say, in type. They cost nothing.' }) cards: number;
  @Field(() => Int, { description: 'Segments whose picture moves.' }) clips: number;
  @Field(() => Money, { description: 'What its clips would still cost, beside its pictures.' }) clipEstimate: Money;
}

@Noun('One segment of the film.')
export class AssemblyItem {
  @Field(() => Segment) segment: object;
  @Field(() => Span, { description: 'From its start to the start of the next; at its estimate while not narrated.' })
  span: Span;
  @Field(() => Asset, { nullable: true }) audio: object | null;
  @Field(() => Asset, { nullable: true, description: 'What is seen: its own picture, or the one that holds.' })
  picture: object | null;
  @Field(() => DisplayModeEnum, { description: 'CARRY_FORWARD too where its own picture is left out.' })
  displayMode: string;
  @Field(() => [Span], {
    description:
      'Where the figures that it shows are spoken of, one each in the order of mention: from the word that names it to the end of the segment, or all of it where no word does. Of a narration that is not timed, or still to come, by the share of the text.',
  })
  figureSpans: Span[];
}

export const AssemblyItemConnection = connectionOf('AssemblyItem', () => AssemblyItem);

@Noun('What a film would be put together from, and what it still lacks.')
export class AssemblyManifest {
  @Page(() => AssemblyItemConnection, 'In the order of the film, without the segments that are left out.')
  items: object;
  @Page(() => SlotConnection, 'Places that the film needs and that have no take to be used.') missing: object;
  @Page(() => SlotConnection, 'Places that stay empty because their newest take was rejected; see `skipRejected`.')
  leftOut: object;
  @Field(() => [Figure], {
    description: 'Figures of the script without a picture. What it names and does not have is in `unresolvedFigures`.',
  })
  unregisteredFigures: object[];
  @Field(() => Boolean, {
    description: 'Nothing is missing, and there is a picture. With onlyApproved: such a film would be started.',
  })
  complete: boolean;
  @Field(() => Float) durationSeconds: number;
}
