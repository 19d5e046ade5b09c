import { stat, writeFile } from 'node:fs/promises';
import type { Ffmpeg } from '../../src/pipeline/render/ffmpeg.tool';
import { mediaInput, pictureInput } from '../../src/pipeline/render/ffmpeg-arguments';
import type { PieceEncoding } from '../../src/pipeline/render/film.stage';
import type { PieceFacts } from '../../src/pipeline/render/piece-order';
import { trackTimescale } from '../../src/pipeline/render/pieces';
import { npmFfmpeg } from './ffmpeg';

const { signal } = new AbortController();

/** A PNG of FFmpeg's own patterns: `color=c=red`, `testsrc`, `mandelbrot`. */
export async function png(pattern: string, size = '320x180'): Promise<Buffer> {
  const ffmpeg = await npmFfmpeg();
  const source = mediaInput({ path: `${pattern}${pattern.includes('=') ? ':' : '='}s=${size}`, format: 'lavfi' });
  const one = ['-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'];
  return (await ffmpeg.run([...source, ...one], { signal })).stdout;
}

/** Loops the first still of a piece: no moves and no dissolves, but the real format, so that films join as they should. */
export class LoopingEncoder implements PieceEncoding {
  readonly encoded: string[] = [];

  constructor(
    readonly ffmpeg: Ffmpeg,
    readonly facts: Partial<PieceFacts> = {},
  ) {}

  readonly encode: PieceEncoding['encode'] = async ({ piece, stillFile, to, signal: abort, onFrame }) => {
    const { rate, size, durationFrames, sources } = piece;
    const loop = ['-loop', '1', '-pattern_type', 'none', '-framerate', `${rate.numerator}/${rate.denominator}`];
    const still = pictureInput({ path: await stillFile(sources[0].sha256), format: 'image2', options: loop });
    const picture = ['-frames:v', String(durationFrames), '-vf', `scale=${size.width}:${size.height},format=yuv420p`];
    const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '48', '-bf', '2', '-threads', '1'];
    const exact = ['-flags', '+cgop+bitexact', '-fflags', '+bitexact', '-map_metadata', '-1'];
    const format = ['-video_track_timescale', String(trackTimescale(rate)), '-bsf:v', 'filter_units=remove_types=6'];
    const args = [...still, ...picture, ...codec, ...exact, ...format, '-an', '-f', 'mp4', '-y', to];
    await this.ffmpeg.run(args, { signal: abort });
    onFrame?.(durationFrames);
    this.encoded.push(to);
    return this.#withFacts(to, durationFrames);
  };

  async #withFacts(to: string, frames: number): Promise<PieceFacts> {
    const { size: bytes } = await stat(to);
    const facts = { frames, bytes, blackSpans: [], frozenSpans: [], ...this.facts };
    await writeFile(`${to}.json`, JSON.stringify(facts));
    return facts;
  }
}
