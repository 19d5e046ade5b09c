import { open } from 'node:fs/promises';
import { MediaRefused } from '../errors';
import { assertWhole } from '../library/whole-file.tool';
import { demuxerOf, kindOf, SNIFF_BYTES, sniffedType } from '../values/media-type';
import type { Rate } from '../values/rate';
import { FfmpegFailed, outputOf, startFfmpeg } from './ffmpeg-child.tool';
import type { Size } from './motion';
import { listedStreams } from './packets';
import { type ClipInput, type ClipStretch, clipArguments, clipListingArguments } from './piece-arguments';
import { type Planes, planesBytes } from './resampler';

export interface ClipOrder {
  readonly sha256: string;
  readonly path: string;
  readonly rate: Rate;
  readonly size: Size;
  /** At the film's rate. */
  readonly firstFrame: number;
  readonly durationFrames: number;
}

/** A clip whose pictures are read one after the other. FFmpeg is at most one of them and a pipe's content ahead. */
export interface OpenClip {
  readonly first: Planes;
  /** Null where the clip has no more: then it holds its last picture. The bytes are good until the next one is asked for. */
  next(): Promise<Uint8Array | null>;
}

/** FFmpeg at work for it ends with the signal; whoever reads no further aborts it. */
export async function openClip(ffmpeg: string, order: ClipOrder, signal: AbortSignal): Promise<OpenClip> {
  const { sha256, path, size } = order;
  try {
    const input = await clipInput(ffmpeg, order, signal);
    const pictures = picturesFrom({ ffmpeg, input, order, signal });
    const first = (await pictures.next()).value ?? (await lastPicture({ ffmpeg, input, order, signal }));
    if (!first) throw refused(sha256, 'a file without a picture');
    return {
      first: { ...size, bytes: first },
      next: async () => {
        const step = await pictures.next().catch((error: unknown) => Promise.reject(judged(error, order)));
        return step.value ?? null;
      },
    };
  } catch (error) {
    throw judged(error, { sha256, path });
  }
}

interface Reading {
  readonly ffmpeg: string;
  readonly input: ClipInput;
  readonly order: ClipOrder;
  readonly signal: AbortSignal;
}

function picturesFrom({ order, ...reading }: Reading): AsyncGenerator<Uint8Array, undefined> {
  const { rate, size, firstFrame, durationFrames } = order;
  const endFrameExclusive = firstFrame + durationFrames;
  return pictures(reading, { rate, size, firstFrame, endFrameExclusive });
}

/** Of a clip that ended before the stretch that is asked for: it is read through, so that the same picture is held as was before. */
async function lastPicture({ order, ...reading }: Reading): Promise<Uint8Array | null> {
  let last: Uint8Array | null = null;
  const stretch = { rate: order.rate, size: order.size, firstFrame: 0, endFrameExclusive: null };
  for await (const picture of pictures(reading, stretch)) last = picture;
  return last;
}

/** Each in the same stretch of bytes. Nothing is read while nobody asks, so FFmpeg waits at its pipe. */
async function* pictures(
  { ffmpeg, input, signal }: Omit<Reading, 'order'>,
  stretch: ClipStretch,
): AsyncGenerator<Uint8Array, undefined> {
  const { stdout, ended } = startFfmpeg({ path: ffmpeg, args: clipArguments(input, stretch), signal });
  const picture = new Uint8Array(planesBytes(stretch.size));
  let filled = 0;
  for await (const chunk of (stdout ?? []) as AsyncIterable<Buffer>) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + picture.length - filled);
      picture.set(part, filled);
      from += part.length;
      filled = (filled + part.length) % picture.length;
      if (filled === 0) yield picture;
    }
  }
  await ended;
  if (filled > 0) throw new Error('FFmpeg wrote half a picture.');
}

/** Up to there players take a picture that says nothing of itself for one of the standard size. */
const STANDARD = { width: 1_279, height: 576 };

async function clipInput(ffmpeg: string, { sha256, path }: ClipOrder, signal: AbortSignal): Promise<ClipInput> {
  const sniffed = sniffedType(await headOf(path));
  if (!('type' in sniffed)) throw refused(sha256, sniffed.refused);
  const format = demuxerOf(sniffed.type);
  if (kindOf(sniffed.type) !== 'film' || format === null) throw refused(sha256, sniffed.type);
  await assertWhole(path, sniffed.type);
  const listing = startFfmpeg({ path: ffmpeg, args: clipListingArguments({ path, format }), signal });
  const [picture] = listedStreams((await outputOf(listing, 65_536)).toString());
  const [width = 0, height = 0] = (picture?.dimensions ?? '').split('x').map(Number);
  return { path, format, matrix: width > STANDARD.width || height > STANDARD.height ? 'bt709' : 'smpte170m' };
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function judged(error: unknown, { sha256, path }: Pick<ClipOrder, 'sha256' | 'path'>): unknown {
  if (error instanceof MediaRefused) return refused(sha256, error.got ?? error.message);
  return error instanceof FfmpegFailed ? refused(sha256, error.said.replaceAll(path, 'the clip')) : error;
}

function refused(sha256: string, got: string): MediaRefused {
  return new MediaRefused(`The clip ${sha256.slice(0, 12)}… cannot be shown.`, {
    expected: 'a whole MP4, MOV, WebM or Matroska film that decodes',
    got,
    remedy: 'Make the clip anew, or import another one in its place.',
  });
}
