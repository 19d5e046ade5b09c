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

/** Sites that read a list of chapters take none with fewer, or with a shorter one. */
const LEAST_CHAPTERS = 3;
const LEAST_SECONDS = 10;

/**
 * The list that video sites read in a description: `0:00 Title`, a line each, from 0:00 on. The time of a chapter that is too short for it
 * is that of the one before, or of the one behind at the beginning. Empty where too few are left.
 */
export function chaptersText(cut: Pick<Cut, 'chapters' | 'durationFrames' | 'rate'>): string {
  const filmSeconds = secondsOfFrames(cut.durationFrames, cut.rate);
  const marks = chapterSpans(cut).map(({ startFrame, title }) => ({
    title,
    startSeconds: Math.floor(secondsOfFrames(startFrame, cut.rate)),
  }));
  const listed = marks.filter(
    ({ startSeconds }, index) => (marks[index + 1]?.startSeconds ?? filmSeconds) - startSeconds >= LEAST_SECONDS,
  );
  if (listed.length < LEAST_CHAPTERS) return '';
  return listed.map(({ startSeconds, title }, index) => `${clock(index === 0 ? 0 : startSeconds)} ${title}\n`).join('');
}

function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const start = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${start}:${two(seconds % 60)}`;
}
