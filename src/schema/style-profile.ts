import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Noun, noun } from './decorators';
import { SegmentIntentEnum, TranscriptFormatEnum } from './enums';
import { Node } from './node';
import { DateTimeScalar, Sha256Scalar } from './scalars';
import { Payload } from './user-error';

@Noun('How long something is, in words.')
export class WordSpread {
  @Field(() => Int, { description: 'A tenth are shorter.' }) low: number;
  @Field(() => Int) median: number;
  @Field(() => Int, { description: 'A tenth are longer.' }) high: number;
}

@Noun('How many of the segments are for one thing.')
export class IntentShare {
  @Field(() => SegmentIntentEnum) intent: string;
  @Field(() => Float, { description: '0 to 1.' }) share: number;
}

@Noun('A transcript that a style was learned from. Its words are not kept.')
export class StyleReference {
  @Field(() => String, { nullable: true, description: 'Null where it was sent as text.' }) fileName: string | null;
  @Field(() => Sha256Scalar) sha256: string;
  @Field(() => Int, { description: 'Spoken ones.' }) words: number;
  @Field(() => TranscriptFormatEnum) format: string;
}

@Noun('How reference transcripts speak, for scripts that are to speak like them.', Node)
export class StyleProfile extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => String) name: string;
  @Field(() => Float) wordsPerMinute: number;
  @Field(() => WordSpread) segmentWords: WordSpread;
  @Field(() => WordSpread) sentenceWords: WordSpread;
  @Field(() => Float, { nullable: true, description: 'Between segments; null where no reference has times.' })
  pauseSeconds: number | null;
  @Field(() => [IntentShare], { description: 'The largest share first; together they are 1.' }) intents: IntentShare[];
  @Field(() => [String], { description: 'How they begin: a sentence each. No script says them.' }) openings: string[];
  @Field(() => [String], { description: 'How they end.' }) closings: string[];
  @Field(() => [String], { description: 'Words and phrases that they like more than plain English does.' })
  favourites: string[];
  @Field(() => [String], { description: 'Links between thoughts.' }) connectives: string[];
  @Field(() => Float, { description: 'Of the sentences, 0 to 1.' }) questionsShare: number;
  @Field(() => Float, { description: 'Of the sentences that speak of the narrator.' }) firstPersonShare: number;
  @Field(() => Float, { description: 'Of the sentences that speak to the viewer.' }) secondPersonShare: number;
  @Field(() => Float, { description: 'Of the words that are long or rare.' }) technicality: number;
  @Field(() => [StyleReference]) references: StyleReference[];
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => String) createdBy: string;
}

export const StyleProfileConnection = connectionOf('StyleProfile', () => StyleProfile);

@InputType()
export class LearnStyleInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, { description: 'At most 200 characters.' }) name: string;
  @Field(() => [ID], {
    nullable: true,
    description:
      'Of `createUpload`s for the same project whose bytes have come: plain text, SRT, VTT, or the JSON of Whisper, as text/plain or application/json.',
  })
  uploadIds?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'The same, as text. With `uploadIds` together from 1 to 20, of at least 100 words each.',
  })
  texts?: string[] | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The profile, or why it was refused.', Payload)
export class LearnStylePayload extends Payload {
  @Field(() => StyleProfile, { nullable: true }) profile: object | null;
}

@InputType()
export class RemoveStyleProfileInput {
  @Field(() => ID) profileId: string;
}

@Noun('The project without it, or why it was refused.', Payload)
export class RemoveStyleProfilePayload extends Payload {
  @Field(noun('Project'), { nullable: true }) project: object | null;
}
