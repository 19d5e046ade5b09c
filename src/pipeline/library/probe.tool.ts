import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MediaRefused, type NotConfigured, Unsupported } from '../errors';
import type { Ffmpeg } from '../render/ffmpeg.tool';
import { Turns } from '../render/turns';
import { HEADER_BYTES, imageHeader } from '../values/image-header';
import { claimedType, kindOf, MEDIA_TYPES, type MediaType } from '../values/media-type';
import { decodedMedia } from './decoded-media.tool';
import { isText, MediaCheck } from './media-check.tool';
import type { ProbedMedia } from './probed-media';
import { assertWhole } from './whole-file.tool';

export interface ProbeTools {
  /** Or why there is none: sound and film are refused with that; everything else does without. */
  readonly ffmpeg: Ffmpeg | NotConfigured;
  readonly signal: AbortSignal;
}

/** A film is decoded by two threads, twice as fast as it is shown or faster; more at a time would starve renders and answers. */
const TURNS = new Turns(2);

/**
 * Reads all of a file, and says what it is or throws `MediaRefused` with the reason. `mimeType`: as it was claimed, where
 * another kind is refused; null where nobody claimed anything. In memory it takes a few blocks, whatever the size of the file.
 */
export async function probeMedia(
  file: string,
  { mimeType, ...tools }: ProbeTools & { readonly mimeType: string | null },
): Promise<ProbedMedia> {
  const claimed = mimeType === null ? null : claimedType(mimeType);
  if (mimeType !== null && !claimed) throw unknownType(mimeType);
  const check = new MediaCheck(claimed);
  for await (const _ of check.pass(createReadStream(file, { signal: tools.signal }))) {
    if (check.type && !isReadAsItPasses(check.type)) break;
  }
  return probePassed(file, check.type, tools);
}

function isReadAsItPasses(type: MediaType): boolean {
  return kindOf(type) === 'picture' || isText(type);
}

/** The rest of a probe, of a file whose bytes have passed a `MediaCheck`. */
export async function probePassed(
  file: string,
  type: MediaType | null,
  { ffmpeg, signal }: ProbeTools,
): Promise<ProbedMedia> {
  if (!type) throw new Error('Nothing has passed the check.');
  const kind = kindOf(type);
  if (kind === 'picture') return { ...NOTHING, ...(await pictureIn(file)) };
  await assertWhole(file, type);
  if (kind === 'text' || kind === 'archive' || kind === 'document') return { ...NOTHING, mimeType: type };
  if (ffmpeg instanceof Error) throw ffmpeg;
  return TURNS.take(() => decodedMedia(resolve(file), type, { ffmpeg, signal }), signal);
}

const NOTHING = {
  durationSeconds: null,
  width: null,
  height: null,
  videoCodec: null,
  audioCodec: null,
  loudnessLufs: null,
  truePeakDbtp: null,
} as const;

async function pictureIn(path: string): Promise<Pick<ProbedMedia, 'mimeType' | 'width' | 'height' | 'videoCodec'>> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const header = imageHeader(buffer.subarray(0, bytesRead));
    if (!header) throw new MediaRefused('The picture does not say how large it is.');
    return { ...header, videoCodec: header.mimeType === 'image/png' ? 'png' : 'mjpeg' };
  } finally {
    await file.close();
  }
}

function unknownType(mimeType: string): Unsupported {
  return new Unsupported('Files of this type are not taken.', {
    expected: MEDIA_TYPES.join(', '),
    got: JSON.stringify(mimeType.slice(0, 80)),
    remedy: 'Convert the file, or name its type as it is.',
  });
}
