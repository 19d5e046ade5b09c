import { mediaInput } from '../../src/pipeline/render/ffmpeg-arguments';
import { npmFfmpeg } from './ffmpeg';

/** An hour of silence at the speed of life, so that whoever started this can kill it in the middle. */
export async function longFfmpeg(signal: AbortSignal): Promise<void> {
  const ffmpeg = await npmFfmpeg();
  const silence = mediaInput({ path: 'anullsrc', format: 'lavfi', options: ['-re'] });
  await ffmpeg.run([...silence, '-t', '3600', '-f', 'null', '-'], { signal });
}

if (require.main === module) void longFfmpeg(new AbortController().signal);
