import { secondsOfFrames } from '../values/frames';
import type { Chapter, Cut } from './cut';

/** A chapter with its end, titled in one line. */
export interface ChapterSpan extends Chapter {
  readonly endFrameExclusive: number;
}

/** Those of a cut, to its end. Marks out of order or outside of the film are a fault of whoever made it. */
export function chapterSpans({
  chapters = [],
  durationFrames,
}: Pick<Cut, 'chapters' | 'durationFrames'>): ChapterSpan[] {
  return chapters.map(({ startFrame, title }, index) => {
    const endFrameExclusive = chapters[index + 1]?.startFrame ?? durationFrames;
    if (startFrame < 0 || endFrameExclusive <= startFrame || endFrameExclusive > durationFrames) {
      throw new RangeError(`A chapter from frame ${startFrame} to ${endFrameExclusive} does not fit.`);
    }
    return { startFrame, endFrameExclusive, title: plainTitle(title) || `Chapter ${index + 1}` };
  });
}

/** A player takes a line break for the end of a title, or for nothing, and shows no chapter whose title is empty. */
function plainTitle(title: string): string {
  return title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** `0:00 Title`, a line each. YouTube reads no list that does not begin at 0:00, so the first one does. */
export function chaptersText(cut: Pick<Cut, 'chapters' | 'durationFrames' | 'rate'>): string {
  const lines = chapterSpans(cut).map(
    ({ startFrame, title }, index) => `${clock(index === 0 ? 0 : secondsOfFrames(startFrame, cut.rate))} ${title}\n`,
  );
  return lines.join('');
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const start = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${start}:${two(whole % 60)}`;
}
