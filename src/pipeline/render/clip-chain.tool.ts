import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Size } from '../values/image-header';
import type { Rate } from '../values/rate';
import type { Ffmpeg } from './ffmpeg.tool';
import { mediaInput } from './ffmpeg-arguments';

interface Tools {
  readonly ffmpeg: Ffmpeg;
  readonly scratchDir: string;
  readonly signal: AbortSignal;
}

/** Seconds before the end that are decoded to find the last frame: longer than any group of pictures that clips have. */
const LAST_SECONDS = 2;

/** The last frame of an MP4 as a PNG. */
export async function lastFrame(file: string, { ffmpeg, scratchDir, signal }: Tools): Promise<Uint8Array> {
  const dir = await mkdtemp(join(scratchDir, 'frame-'));
  try {
    const png = join(dir, 'last.png');
    const input = mediaInput({ path: file, format: 'mov', options: ['-sseof', String(-LAST_SECONDS)] });
    await ffmpeg.run([...input, '-map', '0:v:0', '-update', '1', '-f', 'image2', png], { signal });
    return new Uint8Array(await readFile(png));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export interface Chain {
  readonly files: readonly string[];
  readonly size: Size;
  readonly rate: Rate;
  readonly durationFrames: number;
  readonly to: string;
}

/** Takes of which each begins with the last frame of the one before, as one silent MP4 in which that frame is shown once. */
export async function joinTakes(
  { files, size, rate, durationFrames, to }: Chain,
  { ffmpeg, signal }: Omit<Tools, 'scratchDir'>,
): Promise<void> {
  const fps = `${rate.numerator}/${rate.denominator}`;
  const fitted = `scale=${size.width}:${size.height}:force_original_aspect_ratio=increase,crop=${size.width}:${size.height}`;
  const chains = files.map((_, index) => {
    const first = index === 0 ? '' : 'trim=start_frame=1,';
    return `[${index}:v:0]fps=${fps},${first}setpts=PTS-STARTPTS,${fitted},setsar=1,format=yuv420p[v${index}]`;
  });
  const joined = `${files.map((_, index) => `[v${index}]`).join('')}concat=n=${files.length}:v=1:a=0,trim=end_frame=${durationFrames}[out]`;
  const inputs = files.flatMap((path) => mediaInput({ path, format: 'mov' }));
  const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-threads', '2', '-an'];
  const plain = ['-fflags', '+bitexact', '-flags', '+bitexact', '-map_metadata', '-1', '-movflags', '+faststart'];
  const graph = ['-filter_complex', [...chains, joined].join(';'), '-map', '[out]', '-r', fps];
  await ffmpeg.run([...inputs, ...graph, ...encode, ...plain, '-f', 'mp4', '-y', to], { signal });
}
