import type { Rate } from '../values/rate';
import type { CaptionLine } from './cut';

/** The instant at which a frame begins, to the nearest millisecond: `01:02:03,450`. */
function timecode(frame: number, { numerator, denominator }: Rate, point: ',' | '.'): string {
  const ms = Math.round((frame * 1000 * denominator) / numerator);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(two).join(':');
  return `${clock}${point}${String(ms % 1000).padStart(3, '0')}`;
}

/** A blank line would end the cue. */
const unbroken = (text: string): string => text.replace(/(?:\r\n?|\n)\s*/g, '\n').trim();

const span = ({ startFrame, endFrameExclusive }: CaptionLine, rate: Rate, point: ',' | '.'): string =>
  `${timecode(startFrame, rate, point)} --> ${timecode(endFrameExclusive, rate, point)}`;

export function srt(lines: readonly CaptionLine[], rate: Rate): string {
  return lines.map((line, index) => `${index + 1}\n${span(line, rate, ',')}\n${unbroken(line.text)}\n`).join('\n');
}

/** `<` and `&` begin markup in WebVTT; `>` closes the arrow of a timing line. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function vtt(lines: readonly CaptionLine[], rate: Rate): string {
  return ['WEBVTT\n', ...lines.map((line) => `${span(line, rate, '.')}\n${escaped(unbroken(line.text))}\n`)].join('\n');
}
