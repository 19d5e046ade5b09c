import { rm, writeFile } from 'node:fs/promises';
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
  readonly to: string;
  readonly signal: AbortSignal;
}

/**
 * Left to itself FFmpeg puts the decoder's settings into every key frame again, in case they differ. Ours are equal, which
 * the report verifies; and packets that stay as they were encoded can be recognised in the film.
 */
const AS_THEY_ARE = ['-safe', '0', '-auto_convert', '0'];

/** Pieces and sound to one MP4 that plays while it loads. Nothing is encoded, and equal parts give equal bytes. */
export async function joinFilm(ffmpeg: Ffmpeg, { rate, pieces, soundPath, to, signal }: FilmParts): Promise<void> {
  const copy = ['-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-bsf:a', 'aac_adtstoasc', '-map_metadata', '-1'];
  const exact = ['-fflags', '+bitexact', '-flags', '+bitexact', '-video_track_timescale', String(trackTimescale(rate))];
  await writeWhole(to, async (unfinished) => {
    const list = `${unfinished}.ffconcat`;
    try {
      await writeFile(list, concatList(pieces, rate));
      const picture = mediaInput({ path: list, format: 'concat', options: AS_THEY_ARE });
      const parts = [...picture, ...mediaInput({ path: soundPath, format: 'aac' })];
      const film = ['-movflags', '+faststart', '-f', 'mp4', '-y', unfinished];
      await ffmpeg.run([...parts, ...copy, ...exact, ...film], { signal });
    } finally {
      await rm(list, { force: true });
    }
  });
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
