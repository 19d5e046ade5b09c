import { open } from 'node:fs/promises';
import { z } from 'zod';
import { MediaRefused } from '../errors';
import { type Ffmpeg, FfmpegFailed } from '../render/ffmpeg.tool';
import { pictureInput } from '../render/ffmpeg-arguments';
import type { Loudness } from '../render/loudness';
import { loudnessIn, METER } from '../render/loudness.tool';
import { assertFewPixels, MOST_PIXELS, type Size } from '../values/image-header';
import { demuxerOf, type MediaType, withoutPicture, withPicture } from '../values/media-type';
import type { ProbedMedia } from './probed-media';

/** A film of an hour in 4K takes about as long on two cores. */
const MOST_MS = 3_600_000;
const MOST_STREAMS = 64;
/** A high-speed camera's film is slowed down before it comes here. */
const MOST_FRAMES_A_SECOND = 1_000;
const MOST_SECONDS = 12 * 3_600;

interface Tools {
  readonly ffmpeg: Ffmpeg;
  readonly signal: AbortSignal;
}

interface Work extends Tools {
  readonly path: string;
  /** FFmpeg's name of the container. */
  readonly format: string;
}

/** Decodes the first picture and the first sound of a file from beginning to end, stopping at the first damaged byte. */
export async function decodedMedia(path: string, type: MediaType, { ffmpeg, signal }: Tools): Promise<ProbedMedia> {
  const tooLong = AbortSignal.timeout(MOST_MS);
  const work = { path, format: demuxerOf(type) ?? '', ffmpeg, signal: AbortSignal.any([signal, tooLong]) };
  try {
    return await decode(work, type);
  } catch (error) {
    signal.throwIfAborted();
    if (tooLong.aborted) throw undecodable('a file that takes more than an hour to decode');
    throw refusal(error, path);
  }
}

async function decode(work: Work, type: MediaType): Promise<ProbedMedia> {
  const { streams, claimedSeconds } = await listed(work);
  const picture = streams.find(({ codec_type, disposition }) => codec_type === 'video' && !disposition?.attached_pic);
  const sound = streams.find(({ codec_type }) => codec_type === 'audio');
  if (picture) assertPace(picture);
  const size = picture ? shownSize(picture) : { width: null, height: null };
  const seenSeconds = picture ? await watch(work, picture) : null;
  const heard = sound ? await hear(work, sound) : null;
  const durationSeconds = seenSeconds ?? heard?.seconds;
  if (!durationSeconds) throw undecodable('neither a picture nor a sound that lasts');
  assertAsLong(Math.max(durationSeconds, heard?.seconds ?? 0), claimedSeconds);
  return {
    mimeType: picture ? withPicture(type) : withoutPicture(type),
    durationSeconds,
    ...size,
    videoCodec: picture?.codec_name ?? null,
    audioCodec: sound?.codec_name ?? null,
    loudnessLufs: heard?.integratedLufs ?? null,
    truePeakDbtp: heard?.truePeakDbtp ?? null,
  };
}

const Stream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  tags: z.object({ rotate: z.string().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
});
type Stream = z.infer<typeof Stream>;
const Listing = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({ duration: z.coerce.number().optional() }).default({}),
});

async function listed(work: Work): Promise<{ streams: Stream[]; claimedSeconds: number | null }> {
  const { ffmpeg, path, format, signal } = work;
  // It opens a few frames of each stream to know them: what claims more pixels than we open is not opened here either.
  const show = ['-max_pixels', String(MOST_PIXELS), '-show_streams', '-show_format'];
  const { streams, format: whole } = Listing.parse(await ffmpeg.probe(path, { format, signal, show }));
  if (streams.length > MOST_STREAMS) throw undecodable(`${streams.length} streams, where at most ${MOST_STREAMS} are`);
  if ((whole.duration ?? 0) > MOST_SECONDS) throw undecodable(`${whole.duration} s, where at most ${MOST_SECONDS} are`);
  return { streams, claimedSeconds: (await saysHowLong(work)) ? (whole.duration ?? null) : null };
}

/** The others leave it to be guessed from their size, or it was read off their end. */
async function saysHowLong({ format, path }: Work): Promise<boolean> {
  if (format === 'mp3') return hasFrameCount(path);
  return ['mov', 'matroska', 'flac'].includes(format);
}

const ID3_BYTES = 10;
/** Of the first frame, which holds the count in place of sound. */
const COUNTED_WITHIN_BYTES = 512;

async function hasFrameCount(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const head = (await file.read(Buffer.alloc(ID3_BYTES), 0, ID3_BYTES, 0)).buffer;
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6);
    const at = head.toString('latin1', 0, 3) === 'ID3' ? ID3_BYTES + ((a << 21) | (b << 14) | (c << 7) | d) : 0;
    const frame = await file.read(Buffer.alloc(COUNTED_WITHIN_BYTES), 0, COUNTED_WITHIN_BYTES, at);
    return /Xing|Info|VBRI/.test(frame.buffer.toString('latin1'));
  } finally {
    await file.close();
  }
}

/** Told before a frame is decoded: a second of film may claim a million of them. */
function assertPace({ avg_frame_rate: rate = '0/1' }: Stream): void {
  const [frames = 0, seconds = 1] = rate.split('/').map(Number);
  if (frames <= MOST_FRAMES_A_SECOND * seconds) return;
  throw undecodable(`${rate} frames a second, where at most ${MOST_FRAMES_A_SECOND} are`);
}

function shownSize({ width = 0, height = 0, tags, side_data_list }: Stream): Size {
  const turned = side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? Number(tags?.rotate ?? 0);
  if (width < 1 || height < 1) throw undecodable('a picture without a size');
  assertFewPixels({ width, height });
  return Math.abs(turned) % 180 === 90 ? { width: height, height: width } : { width, height };
}

/** How long its pictures last, by those that were decoded. */
async function watch(work: Work, stream: Stream): Promise<number> {
  const { frames, seconds } = await pass(work, stream, []);
  if (frames === 0 || seconds === 0) throw undecodable('a picture of which no frame decodes');
  return seconds;
}

async function hear(work: Work, stream: Stream): Promise<Loudness & { seconds: number }> {
  const { seconds, stderr } = await pass(work, stream, ['-af', METER]);
  if (seconds === 0) throw undecodable('a sound of which no sample decodes');
  const { integratedLufs, truePeakDbtp } = loudnessIn(stderr);
  if (!Number.isFinite(integratedLufs + truePeakDbtp)) throw undecodable('samples that are no numbers');
  return { integratedLufs, truePeakDbtp, seconds };
}

async function pass({ ffmpeg, path, format, signal }: Work, { index }: Stream, filters: readonly string[]) {
  const input = pictureInput({ path, format, options: ['-threads', '2'] });
  const out = ['-map', `0:${index}`, ...filters, '-progress', 'pipe:1', '-f', 'null', '-'];
  const { stdout, stderr } = await ffmpeg.run([...input, ...out], { signal, maxSeconds: MOST_MS / 1000 });
  const progress = stdout.toString('latin1');
  const last = (name: string) =>
    Number(
      progress
        .match(new RegExp(`^${name}=(\\d+)$`, 'gm'))
        ?.at(-1)
        ?.split('=')[1] ?? 0,
    );
  // Both names mean microseconds; only the older one is in every FFmpeg.
  return { frames: last('frame'), seconds: last('out_time_ms') / 1_000_000, stderr };
}

/** Lengths are rounded, and a title in a film may outlast its picture. */
function assertAsLong(decodedSeconds: number, claimedSeconds: number | null): void {
  if (claimedSeconds === null || !Number.isFinite(claimedSeconds)) return;
  if (claimedSeconds - decodedSeconds <= Math.max(1, claimedSeconds / 50)) return;
  throw new MediaRefused('The file is broken or was cut off.', {
    expected: `${claimedSeconds.toFixed(2)} s, which it says it lasts`,
    got: `${decodedSeconds.toFixed(2)} s that decode`,
    remedy: 'Export or download the file again.',
  });
}

/** What a shell says of a command that was killed, is not there or may not be run: no fault of the file. */
const NOT_THE_FILE = /ended with (?:126|127|137)\b/;

/** FFmpeg's words without our path in them. */
function refusal(error: unknown, path: string): unknown {
  if (error instanceof FfmpegFailed && !NOT_THE_FILE.test(error.message))
    return undecodable(cleaned(error.message, path));
  if (!(error instanceof MediaRefused)) return error;
  return error.message.includes(path) || error.got?.includes(path)
    ? undecodable(cleaned(error.got ?? '', path))
    : error;
}

function cleaned(said: string, path: string): string {
  return said.replaceAll(path, 'the file').replace(/ @ 0x[0-9a-f]+/g, '');
}

function undecodable(got: string): MediaRefused {
  return new MediaRefused('The file does not decode.', {
    expected: 'sound or film that decodes from its first byte to its last',
    got,
    remedy: 'Play the file to its end to see whether it is whole, and export or convert it again.',
  });
}
