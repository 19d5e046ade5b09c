import { z } from 'zod';
import { MediaRefused } from '../errors';
import { type Ffmpeg, FfmpegFailed } from './ffmpeg.tool';
import { mediaInput } from './ffmpeg-arguments';
import { chapterFaults, damage, driftMs, type FilmExpected, type FoundChapter, remarks } from './film-findings';
import { LISTING_OUTPUT, type ListedStream, listedStreams } from './packets';
import type { RenderReport } from './report';

export type WorkDone = Pick<
  RenderReport,
  'piecesEncoded' | 'piecesReused' | 'soundChunksEncoded' | 'soundChunksReused'
>;

export interface Examination {
  readonly expected: FilmExpected;
  readonly work: WorkDone;
  readonly signal: AbortSignal;
}

/**
 * Looks at the film itself. Every packet in it is compared with those of the pieces and of the sound, which were decoded
 * and looked at when they were made: that costs one reading of the film, where decoding it again costs a hundred times
 * as much. Only a film that differs is decoded, for the words of its fault.
 */
export async function examine(
  ffmpeg: Ffmpeg,
  film: string,
  { expected, work, signal }: Examination,
): Promise<RenderReport> {
  const listed = await listing(ffmpeg, film, signal);
  const streams = typeof listed === 'string' ? [] : listed;
  const faults = typeof listed === 'string' ? [`It cannot be read: ${listed}`] : damage(streams, expected);
  const marks = expected.chapters?.length && streams.length > 0 ? await chapterMarks(ffmpeg, film, signal) : [];
  const misplaced = streams.length > 0 ? chapterFaults(marks, expected) : [];
  const undecodable = faults.length > 0 ? await decodeErrors(ffmpeg, film, signal) : [];
  const problems = [...faults, ...undecodable, ...misplaced, ...remarks(streams, expected)];
  return {
    ok: problems.length === 0,
    durationFrames: streams.find(({ mediaType }) => mediaType === 'video')?.packets.length ?? 0,
    driftMs: driftMs(streams),
    loudnessLufs: expected.sound.heard.integratedLufs,
    truePeakDbtp: expected.sound.heard.truePeakDbtp,
    problems,
    ...work,
  };
}

/** Of every packet of a file. A sentence where FFmpeg cannot read it. */
async function listing(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<ListedStream[] | string> {
  try {
    return await packetListing(ffmpeg, path, signal);
  } catch (error) {
    return refusalText(error);
  }
}

export async function packetListing(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<ListedStream[]> {
  const input = mediaInput({ path, format: 'mov' });
  const { stdout } = await ffmpeg.run([...input, ...LISTING_OUTPUT], { signal });
  return listedStreams(stdout.toString('utf8'));
}

const Marks = z.object({
  chapters: z.array(
    z.object({
      start_time: z.coerce.number(),
      end_time: z.coerce.number(),
      tags: z.object({ title: z.string().default('') }).default({ title: '' }),
    }),
  ),
});

/** As a player finds them. */
async function chapterMarks(ffmpeg: Ffmpeg, film: string, signal: AbortSignal): Promise<FoundChapter[]> {
  const { chapters } = Marks.parse(await ffmpeg.probe(film, { format: 'mov', signal, show: ['-show_chapters'] }));
  return chapters.map(({ start_time, end_time, tags }) => ({
    startMs: Math.round(1_000 * start_time),
    endMs: Math.round(1_000 * end_time),
    title: tags.title,
  }));
}

async function decodeErrors(ffmpeg: Ffmpeg, film: string, signal: AbortSignal): Promise<string[]> {
  try {
    await ffmpeg.run([...mediaInput({ path: film, format: 'mov' }), '-map', '0', '-f', 'null', '-'], { signal });
    return ['It decodes without errors.'];
  } catch (error) {
    return [`It does not decode: ${refusalText(error)}`];
  }
}

/** FFmpeg's words about the film; a full disk or an abort is no finding but a failure. */
function refusalText(error: unknown): string {
  if (error instanceof MediaRefused) return error.got ?? error.message;
  if (error instanceof FfmpegFailed) return error.message;
  throw error;
}
