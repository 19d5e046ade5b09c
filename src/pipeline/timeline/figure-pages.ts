import type { FigureKind } from '../script/segment';
import { frameNearSeconds, shareFrames } from '../values/frames';
import type { Rate } from '../values/rate';
import { figureMoments, type Said } from './figure-moments';

/** A page that shows a figure. */
export interface FigurePage {
  readonly kind: FigureKind;
  readonly number: number;
  readonly assetId: string;
  readonly sha256: string;
}

export interface PageTurn {
  readonly startFrame: number;
  readonly page: FigurePage;
}

interface Stretch {
  readonly startFrame: number;
  readonly endFrameExclusive: number;
  readonly voiceFrame: number;
}

/**
 * When each page is turned to while a segment is heard: at the word that names its figure, and again whenever that is named again.
 * Figures that one word names, as in `Figures 7 to 9`, share the time until the next; those that no word names stand first.
 */
export function pageTurns(
  pages: readonly FigurePage[],
  said: Said,
  stretch: Stretch & { readonly rate: Rate },
): PageTurn[] {
  const { startFrame, endFrameExclusive, voiceFrame, rate } = stretch;
  const moments = figureMoments(said).flatMap(({ kind, number, seconds }) => {
    const page = pages.find((one) => one.kind === kind && one.number === number);
    return page ? [{ page, frame: voiceFrame + frameNearSeconds(seconds, rate) }] : [];
  });
  const unnamed = pages.filter((page) => !moments.some((moment) => moment.page === page));
  const all = [...unnamed.map((page) => ({ page, frame: startFrame })), ...moments];
  const frames = [...new Set(all.map(({ frame }) => frame))].filter((frame) => frame < endFrameExclusive);
  return frames.flatMap((frame, index) => {
    const together = withoutRepeats(all.filter((one) => one.frame === frame).map(({ page }) => page));
    const until = frames[index + 1] ?? endFrameExclusive;
    return sharedOut(together, { from: frame, until });
  });
}

function withoutRepeats(pages: readonly FigurePage[]): FigurePage[] {
  return pages.filter((page, index) => pages.indexOf(page) === index);
}

function sharedOut(pages: readonly FigurePage[], { from, until }: { from: number; until: number }): PageTurn[] {
  let startFrame = from;
  return shareFrames(
    until - from,
    pages.map(() => 1),
  ).flatMap((frames, index) => {
    const page = pages[index];
    const turn = page && frames > 0 ? [{ startFrame, page }] : [];
    startFrame += frames;
    return turn;
  });
}
