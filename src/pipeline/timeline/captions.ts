import { timecode } from '../values/frames';
import type { Rate } from '../values/rate';
import { tokensOf } from './caption-words';
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

/** A VTT in which players let each word appear, or light up, as it is heard. A line without words is as in the plain one. */
export function vttKaraoke(lines: readonly CaptionLine[], rate: Rate): string {
  const cues = lines.map((line) => `\n${span(line, rate, '.')}\n${stampedText(line, rate)}\n`);
  return `WEBVTT\n${cues.join('')}`;
}

/** Stamps lie within their cue and rise: a word with which the cue begins, or that shares its moment, has none. */
function stampedText(line: CaptionLine, rate: Rate): string {
  const text = cueText(line);
  const { words = [] } = line;
  if (words.length !== tokensOf(text).length) return escaped(text);
  let before = line.startFrame;
  let index = 0;
  return text.replace(/\S+/gu, (token) => {
    const frame = words[index++]?.startFrame ?? 0;
    if (frame <= before || frame >= line.endFrameExclusive) return escaped(token);
    before = frame;
    return `<${timecode(frame, rate, '.')}>${escaped(token)}`;
  });
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
