import { timecode } from '../values/frames';
import type { Rate } from '../values/rate';
import type { CaptionLine } from './cut';

/** Plain text: SRT has no escapes, and players disagree about the few tags they know. */
export function srt(lines: readonly CaptionLine[], rate: Rate): string {
  const cues = lines.map((line, index) => `${index + 1}\n${span(line, rate, ',')}\n${cueText(line)}\n`);
  return cues.join('\n');
}

export function vtt(lines: readonly CaptionLine[], rate: Rate): string {
  const cues = lines.map((line) => `\n${span(line, rate, '.')}\n${escaped(cueText(line))}\n`);
  return `WEBVTT\n${cues.join('')}`;
}

function span({ startFrame, endFrameExclusive }: CaptionLine, rate: Rate, mark: ',' | '.'): string {
  return `${timecode(startFrame, rate, mark)} --> ${timecode(endFrameExclusive, rate, mark)}`;
}

/** An empty line would end the cue. */
function cueText({ text }: CaptionLine): string {
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** With `>` escaped no text can hold the arrow of a cue. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
