import { rm, writeFile } from 'node:fs/promises';
import type { ChapterSpan } from '../timeline/chapters';
import type { Rate } from '../values/rate';
import { writeWhole } from './cache-file.tool';
import type { Ffmpeg } from './ffmpeg.tool';
import { mediaInput } from './ffmpeg-arguments';
import { trackTimescale } from './pieces';

export interface FilmParts {
  readonly rate: Rate;
  /** In order. */
  readonly pieces: readonly { readonly path: string; readonly durationFrames: number }[];
  /** ADTS. */
  readonly soundPath: string;
  readonly chapters?: readonly ChapterSpan[];
  readonly to: string;
  readonly signal: AbortSignal;
}

/**
 * Left to itself FFmpeg puts the decoder's settings into every key frame again, in case they differ. Ours are equal, which
 * the report verifies; and packets that stay as they were encoded can be recognised in the film.
 */
const AS_THEY_ARE = ['-safe', '0', '-auto_convert', '0'];

/** Pieces and sound to one MP4 that plays while it loads. Nothing is encoded, and equal parts give equal bytes. */
export async function joinFilm(ffmpeg: Ffmpeg, parts: FilmParts): Promise<void> {
  const { rate, pieces, soundPath, chapters = [], to, signal } = parts;
  const copy = ['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-bsf:a', 'aac_adtstoasc'];
  const exact = ['-fflags', '+bitexact', '-flags', '+bitexact', '-video_track_timescale', String(trackTimescale(rate))];
  await writeWhole(to, async (unfinished) => {
    const [list, marks] = [`${unfinished}.ffconcat`, `${unfinished}.ffmeta`];
    try {
      await writeFile(list, concatList(pieces, rate));
      if (chapters.length > 0) await writeFile(marks, chapterList(chapters, rate));
      const picture = mediaInput({ path: list, format: 'concat', options: AS_THEY_ARE });
      const inputs = [...picture, ...mediaInput({ path: soundPath, format: 'aac' })];
      const told = chapters.length > 0 ? withChapters(marks) : { input: [], output: ['-map_metadata', '-1'] };
      const film = ['-movflags', '+faststart', '-f', 'mp4', '-y', unfinished];
      await ffmpeg.run([...inputs, ...told.input, ...copy, ...told.output, ...exact, ...film], { signal });
    } finally {
      await Promise.all([list, marks].map((path) => rm(path, { force: true })));
    }
  });
}

/** `-map_metadata -1` would take the chapters' titles too: what else there is to be told is left out by its kind. */
function withChapters(marks: string): { input: string[]; output: string[] } {
  const untold = ['g', 's:v', 's:a'].flatMap((kind) => [`-map_metadata:${kind}`, '-1']);
  return { input: mediaInput({ path: marks, format: 'ffmetadata' }), output: ['-map_chapters', '2', ...untold] };
}

/** In frames, so that nothing is rounded before the film's own clock of chapters, which has milliseconds. */
function chapterList(chapters: readonly ChapterSpan[], { numerator, denominator }: Rate): string {
  const marks = chapters.map(({ startFrame, endFrameExclusive, title }) =>
    [
      '[CHAPTER]',
      `TIMEBASE=${denominator}/${numerator}`,
      `START=${startFrame}`,
      `END=${endFrameExclusive}`,
      `title=${title.replace(/[=;#\\\n]/g, '\\$&')}\n`,
    ].join('\n'),
  );
  return `;FFMETADATA1\n${marks.join('')}`;
}

/**
 * Without its `duration` a file counts as long as its last timestamps say, which is off by a fraction of a frame: the
 * steps between frames would differ at each join. FFmpeg reads and adds microseconds, so each duration is the difference
 * of two rounded positions, and 754 roundings do not add up.
 */
export function concatList(pieces: FilmParts['pieces'], { numerator, denominator }: Rate): string {
  const microseconds = (frame: number) => Math.round((frame * denominator * 1_000_000) / numerator);
  let frame = 0;
  const entries = pieces.map(({ path, durationFrames }) => {
    const start = microseconds(frame);
    frame += durationFrames;
    return `file ${quoted(path)}\nduration ${((microseconds(frame) - start) / 1_000_000).toFixed(6)}\n`;
  });
  return `ffconcat version 1.0\n${entries.join('')}`;
}

/** A quote ends, stands escaped, and begins again. A line break would be the end of the directive. */
function quoted(path: string): string {
  if (/[\r\n]/.test(path)) throw new Error('A path with a line break cannot be listed.');
  return `'file:${path.replaceAll("'", "'\\''")}'`;
}
