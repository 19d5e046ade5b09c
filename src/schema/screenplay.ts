import { Field, ID, InputType, Int } from 'type-graphql';
import type { ScreenplayFormat } from '../pipeline/screenplay/screenplay';
import type { StoryFormat } from '../pipeline/shots/shot';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import { ProblemSeverityEnum, ScreenplayFormatEnum, StoryFormatEnum } from './enums';
import { Node } from './node';
import { DateTimeScalar } from './scalars';
import { Payload } from './user-error';

@Noun('Something that was noticed about a story, filled in, or is against its rules.')
export class StoryProblem {
  @Field(() => String, { description: 'For programs: `SPEAKER_NOT_IN_FRAME`, `TARGET_TOO_SHORT`.' }) code: string;
  @Field(() => ProblemSeverityEnum) severity: string;
  @Field(() => String) message: string;
  @Field(() => Int, { nullable: true, description: 'From 1; null: of the whole story.' }) scene: number | null;
  @Field(() => Int, { nullable: true, description: 'From 1, within the scene.' }) shot: number | null;
}

const AS_TEXT =
  'In the format that it came in to the letter; in another, all that the other can say. Any of them can be imported again.';

@Noun(
  'A screenplay: scenes with action and speech. Its id names the living text; what it was stays in its revisions.',
  Node,
)
export class Screenplay extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => String) title: string;
  @Field(() => String, { nullable: true }) author: string | null;
  @Field(() => StoryFormatEnum, { description: 'What kind of film it is for.' }) format: string;
  @Field(() => ScreenplayFormatEnum, { description: 'The file that it came in.' }) fileFormat: string;
  @Field(() => Int) sceneCount: number;
  @Field(() => Int) revision: number;
  @Field(() => Int) lockVersion: number;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => String, { description: AS_TEXT })
  @Argument('format', () => ScreenplayFormatEnum, { defaultValue: 'FOUNTAIN' })
  text: string;
  @Field(noun('ShotList'), { nullable: true, description: 'Null until it is broken down.' }) shotList: object | null;
  @Field(() => [StoryProblem]) problems: StoryProblem[];
  @Page(() => ScreenplayRevisionConnection, 'Its states, newest first. Each is kept for good.') revisions: object;
}

@Noun('A screenplay as it once came in.')
export class ScreenplayRevision {
  @Field(() => Int) revision: number;
  @Field(() => DateTimeScalar) at: string;
  @Field(() => String) by: string;
  @Field(() => ScreenplayFormatEnum) fileFormat: string;
  @Field(() => String, { description: AS_TEXT })
  @Argument('format', () => ScreenplayFormatEnum, { defaultValue: 'FOUNTAIN' })
  text: string;
}

export const ScreenplayRevisionConnection = connectionOf('ScreenplayRevision', () => ScreenplayRevision);
export const ScreenplayConnection = connectionOf('Screenplay', () => Screenplay);

@InputType()
export class ImportScreenplayInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, {
    nullable: true,
    description: 'This or `uploadId`, which takes more than a request of 6 MB does.',
  })
  text?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'Of a `createUpload` of text, JSON or the XML of Final Draft for the same project: at most 8 MiB of UTF-8.',
  })
  uploadId?: string | null;
  @Field(() => ScreenplayFormatEnum) format: ScreenplayFormat;
  @Field(() => StoryFormatEnum, {
    nullable: true,
    description: 'What kind of film it is for. As the file says, or as it was, where nobody says; else FEATURE.',
  })
  storyFormat?: StoryFormat | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'The screenplay that this is a new text of. Breaking it down again leaves every scene and shot that is still there its id, with all its takes.',
  })
  replacesScreenplayId?: string | null;
  @Field(() => Int, { nullable: true, description: 'The `lockVersion` of the screenplay that is replaced.' })
  expectedVersion?: number | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The screenplay, or why it was refused.', Payload)
export class ImportScreenplayPayload extends Payload {
  @Field(() => Screenplay, { nullable: true }) screenplay: object | null;
}
