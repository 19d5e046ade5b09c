import type { Ffmpeg } from './ffmpeg.tool';
import { mediaInput } from './ffmpeg-arguments';
import { type Heard, type Loudness, SILENCE_LUFS } from './loudness';

interface Sound {
  /** FFmpeg's name of the container. */
  readonly format: string;
  readonly signal: AbortSignal;
}

const SILENT_SECONDS = 4;

export async function measureLoudness(ffmpeg: Ffmpeg, file: string, sound: Sound): Promise<Loudness> {
  const { integratedLufs, truePeakDbtp } = await listen(ffmpeg, file, sound);
  return { integratedLufs, truePeakDbtp };
}

/** Decodes all of it, stops at the first damaged byte, and says how loud it is and where it says nothing for 4 s. */
export async function listen(ffmpeg: Ffmpeg, file: string, { format, signal }: Sound): Promise<Heard> {
  const filters = `silencedetect=noise=-60dB:d=${SILENT_SECONDS},${METER}`;
  const input = mediaInput({ path: file, format });
  const { stderr } = await ffmpeg.run([...input, '-map', '0:a:0', '-af', filters, '-f', 'null', '-'], { signal });
  return { ...loudnessIn(stderr), silentSpans: silentSpans(stderr) };
}

/** The filter that measures; what it found is in the last lines that FFmpeg says. */
export const METER = 'ebur128=peak=true:framelog=verbose';

export function loudnessIn(stderr: string): Loudness {
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  return {
    integratedLufs: Math.max(SILENCE_LUFS, measured(summary, /\bI:\s+(\S+) LUFS/)),
    truePeakDbtp: Math.max(SILENCE_LUFS, measured(summary, /True peak:\s+Peak:\s+(\S+) dBFS/)),
  };
}

function measured(summary: string, pattern: RegExp): number {
  const text = pattern.exec(summary)?.[1];
  if (text === undefined) throw new Error(`FFmpeg measured nothing: ${summary.slice(-500)}`);
  return text === '-inf' || text === 'nan' ? SILENCE_LUFS : Number(text);
}

function silentSpans(stderr: string): Heard['silentSpans'] {
  const spans = stderr.matchAll(/silence_end: (\S+) \| silence_duration: (\S+)/g);
  return Array.from(spans, ([, end, duration]) => ({
    startSeconds: Number(end) - Number(duration),
    endSeconds: Number(end),
  }));
}
