import { Field, Float, ID, InputType } from 'type-graphql';
import type { Region as Fractions, Stretch } from '../pipeline/library/annotation';
import { connectionOf } from './connection';
import { Noun, noun } from './decorators';
import { Node } from './node';
import { DateTimeScalar } from './scalars';
import { Payload } from './user-error';
import { Span } from './values';

@Noun('A part of a picture, as fractions of its width and height, from the left and the top.')
export class Region {
  @Field(() => Float) x: number;
  @Field(() => Float) y: number;
  @Field(() => Float) width: number;
  @Field(() => Float) height: number;
}

@Noun('What somebody says about an asset, a stretch of it or a part of its picture.', Node)
export class Annotation extends Node {
  @Field(noun('Asset')) asset: object;
  @Field(() => String) author: string;
  @Field(() => DateTimeScalar) at: string;
  @Field(() => String) body: string;
  @Field(() => Span, {
    nullable: true,
    description: "From the beginning of the asset; the frames that it touches, at the project's rate.",
  })
  span: Span | null;
  @Field(() => Region, { nullable: true }) region: Region | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Null while it is open.' }) resolvedAt: string | null;
  @Field(() => String, { nullable: true }) resolvedBy: string | null;
}

export const AnnotationConnection = connectionOf('Annotation', () => Annotation);

@InputType({ description: 'A stretch of an asset, from its beginning. A duration of 0 is a moment.' })
export class SpanInput {
  @Field(() => Float) startSeconds: number;
  @Field(() => Float) durationSeconds: number;
}

@InputType({ description: 'Fractions of the picture: the whole of it is x 0, y 0, width 1, height 1.' })
export class RegionInput {
  @Field(() => Float) x: number;
  @Field(() => Float) y: number;
  @Field(() => Float) width: number;
  @Field(() => Float) height: number;
}

@InputType()
export class AnnotateAssetInput {
  @Field(() => ID) assetId: string;
  @Field(() => String, { description: '1 to 4,000 characters.' }) body: string;
  @Field(() => SpanInput, { nullable: true, description: 'For what lasts.' }) span?: Stretch | null;
  @Field(() => RegionInput, { nullable: true, description: 'For pictures, figures and video.' })
  region?: Fractions | null;
}

@Noun('The note, or why it was refused.', Payload)
export class AnnotateAssetPayload extends Payload {
  @Field(() => Annotation, { nullable: true }) annotation: object | null;
}

@InputType()
export class ResolveAnnotationInput {
  @Field(() => ID) annotationId: string;
  @Field(() => Boolean, { defaultValue: true, description: 'False: it is open again.' }) resolved: boolean;
}

@Noun('The note as it is now, or why not.', Payload)
export class ResolveAnnotationPayload extends Payload {
  @Field(() => Annotation, { nullable: true }) annotation: object | null;
}
