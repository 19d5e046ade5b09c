import { mediaInput } from '../../src/pipeline/render/ffmpeg-arguments';
import { npmFfmpeg } from './ffmpeg';

const { signal } = new AbortController();

export interface NumberedClip {
  readonly to: string;
  readonly frames: number;
  readonly rate?: string;
  readonly size?: string;
  /** Luma by N, the number of the frame, and by X and Y. */
  readonly luma?: string;
  /** After the source and before the encoder. */
  readonly filters?: string;
  readonly options?: readonly string[];
  readonly format?: string;
}

/** Four steps of luma a frame: what survives encoding as itself. */
export const lumaOfFrame = (frame: number): number => 20 + 4 * frame;

/** A clip whose frames are numbered by their luma, with a tone that no film should have of it. */
export async function numberedClip(clip: NumberedClip): Promise<string> {
  const { to, frames, rate = '24', size = '320x180', luma = '20+4*N', filters = 'null', options = [] } = clip;
  const ffmpeg = await npmFfmpeg();
  const source = mediaInput({ path: `color=c=black:s=${size}:r=${rate}`, format: 'lavfi' });
  const tone = mediaInput({ path: 'sine=880:d=10', format: 'lavfi' });
  const drawn = `geq=lum='${luma}':cb=128:cr=128,trim=end_frame=${frames},${filters}`;
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4', '-g', '12', '-c:a', 'aac', '-shortest'];
  const args = ['-map', '0:v', '-map', '1:a', '-vf', drawn, '-pix_fmt', 'yuv420p', ...codec, ...options];
  await ffmpeg.run([...source, ...tone, ...args, '-f', clip.format ?? 'mp4', '-y', to], { signal });
  return to;
}

/** Every frame of a film as one plane of luma. */
export async function lumaFrames(
  path: string,
  { width, height }: { width: number; height: number },
): Promise<Buffer[]> {
  const ffmpeg = await npmFfmpeg();
  const out = ['-map', '0:v:0', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'];
  const { stdout } = await ffmpeg.run([...mediaInput({ path, format: 'mov' }), ...out], { signal });
  const bytes = (width * height * 3) / 2;
  return Array.from({ length: stdout.length / bytes }, (_, n) =>
    stdout.subarray(n * bytes, n * bytes + width * height),
  );
}

export function mean(plane: Uint8Array): number {
  return plane.reduce((sum, value) => sum + value, 0) / plane.length;
}
