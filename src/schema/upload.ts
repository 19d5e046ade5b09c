import { Field, ID, InputType } from 'type-graphql';
import { Asset } from './asset';
import { Noun } from './decorators';
import { ByteCountScalar, Sha256Scalar } from './scalars';
import { Payload } from './user-error';

@InputType()
export class CreateUploadInput {
  @Field(() => ID) projectId: string;
  @Field(() => String, { description: 'Its name without a path, at most 255 characters.' }) fileName: string;
  @Field(() => String, {
    description:
      'As it is known: it is looked up in the bytes. Pictures (PNG, JPEG), sound (WAV, FLAC, MP3, AAC, Ogg, M4A), video (MP4, MOV, WebM, Matroska), application/zip, application/json, text/plain, text/markdown, text/html, application/pdf.',
  })
  mimeType: string;
  @Field(() => ByteCountScalar, {
    description:
      'Exactly as many as will come: a picture or text has at most 64 MiB, a PDF or page 256 MiB, a sound 512 MiB, a video 4 GiB, an archive 16 GiB.',
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

@InputType()
export class RegisterAssetInput {
  @Field(() => ID, { description: 'AUDIO takes sounds, IMAGE and FIGURE pictures, VIDEO videos with a picture.' })
  slotId: string;
  @Field(() => ID, { description: 'Of a `createUpload` for the project of the slot, whose bytes have come.' })
  uploadId: string;
  @Field(() => String, {
    defaultValue: 'manual',
    description: 'Where it is from: dalle, elevenlabs, luma, manual … At most 100 characters.',
  })
  source: string;
  @Field(() => String, { nullable: true, description: 'At most 2,000 characters.' }) describes?: string | null;
  @Field(() => [String], { nullable: true, description: 'At most 50, of 100 characters each.' }) tags?: string[] | null;
  @Field(() => String, { nullable: true, description: 'What is said in it. At most 20,000 characters.' })
  text?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 200 characters.' }) voice?: string | null;
  @Field(() => String, { nullable: true, description: 'What it was made from elsewhere. At most 20,000 characters.' })
  prompt?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 500 characters.' }) caption?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 5,000 characters.' }) notes?: string | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The take, or why it was refused.', Payload)
export class RegisterAssetPayload extends Payload {
  @Field(() => Asset, { nullable: true }) asset: object | null;
}
