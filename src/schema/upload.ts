import { Field, ID, InputType } from 'type-graphql';
import { Noun } from './decorators';
import { ByteCountScalar, Sha256Scalar } from './scalars';
import { Payload } from './user-error';

@InputType()
export class CreateUploadInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, { description: 'Its name without a path, at most 255 characters.' }) fileName: string;
  @Field(() => String, {
    description:
      'As it is known: it is looked up in the bytes. Pictures (PNG, JPEG), sound (WAV, FLAC, MP3, AAC, Ogg, M4A), video (MP4, MOV, WebM, Matroska), application/zip, application/json, text/plain, text/markdown.',
  })
  mimeType: string;
  @Field(() => ByteCountScalar, {
    description:
      'Exactly as many as will come: a picture or text has at most 64 MiB, a sound 512 MiB, a video 4 GiB, an archive 16 GiB.',
  })
  bytes: number;
  @Field(() => Sha256Scalar, { nullable: true, description: 'Other bytes are refused, if given.' })
  sha256?: string | null;
}

@Noun('Where to bring the bytes, or why not.', Payload)
export class CreateUploadPayload extends Payload {
  @Field(() => ID, { nullable: true }) uploadId: string | null;
  @Field(() => String, { nullable: true, description: 'Takes one PUT of the bytes within an hour; needs no token.' })
  url: string | null;
}
