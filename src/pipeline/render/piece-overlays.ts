import type { Cut, Overlay } from '../timeline/cut';
import type { Rate } from '../values/rate';
import type { Piece, PieceOverlay } from './piece';

/** What comes and goes at once flickers; a quarter of a second each way, and half of what is shown for less than one. */
const FADE_SECONDS = 0.25;
const MOST_FADED = 0.25;

/** Each overlay asks by halving for the first piece that it lies on: every piece asking all of them would be their product. */
export function withOverlays(pieces: readonly Piece[], { overlays = [], durationFrames, rate }: Cut): Piece[] {
  const startFrames = startsOf(pieces);
  const laid = pieces.map((): PieceOverlay[] => []);
  for (const overlay of overlays) {
    assertDrawable(overlay);
    const shown = withinFilm(overlay, durationFrames, rate);
    if (shown.endFrameExclusive <= shown.startFrame) continue;
    for (let at = lastAtOrBefore(startFrames, shown.startFrame); at < pieces.length; at += 1) {
      const [from, frames] = [startFrames[at] ?? 0, pieces[at]?.durationFrames ?? 0];
      if (from >= shown.endFrameExclusive) break;
      laid[at]?.push(inPiece(shown, from, frames));
    }
  }
  return pieces.map((piece, at) => (laid[at]?.length ? { ...piece, overlays: laid[at] } : piece));
}

function startsOf(pieces: readonly Piece[]): number[] {
  let startFrame = 0;
  return pieces.map(({ durationFrames }) => {
    startFrame += durationFrames;
    return startFrame - durationFrames;
  });
}

/** The place of the last of them that is no later; they are in order, and the first is 0. */
function lastAtOrBefore(startFrames: readonly number[], frame: number): number {
  let [low, high] = [0, startFrames.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((startFrames[middle] ?? 0) <= frame) low = middle;
    else high = middle;
  }
  return low;
}

/** Written out, since pieces are compared by how they are spelled. */
function withinFilm(overlay: Overlay, durationFrames: number, rate: Rate): PieceOverlay {
  const { kind, place, text, detail, accent, sha256 } = overlay;
  const startFrame = Math.max(0, overlay.startFrame);
  const endFrameExclusive = Math.min(durationFrames, overlay.endFrameExclusive);
  const most = Math.round((FADE_SECONDS * rate.numerator) / rate.denominator);
  const fadeFrames = Math.max(0, Math.min(most, Math.floor(MOST_FADED * (endFrameExclusive - startFrame))));
  const words = { kind, startFrame, endFrameExclusive, fadeFrames, place, text, detail, accent };
  return sha256 === undefined ? words : { ...words, sha256 };
}

function inPiece(overlay: PieceOverlay, from: number, durationFrames: number): PieceOverlay {
  const { fadeFrames } = overlay;
  return {
    ...overlay,
    startFrame: Math.max(-fadeFrames, overlay.startFrame - from),
    endFrameExclusive: Math.min(durationFrames + fadeFrames, overlay.endFrameExclusive - from),
  };
}

/** How much of it is to be seen at a frame of its piece, in 256ths: some in its first and last frame, none before and after. */
export function levelAt({ startFrame, endFrameExclusive, fadeFrames }: PieceOverlay, frame: number): number {
  const steps = Math.min(frame - startFrame + 1, endFrameExclusive - frame, fadeFrames + 1);
  return Math.max(0, Math.round((256 * steps) / (fadeFrames + 1)));
}

function assertDrawable({ kind, startFrame, sha256, accent }: Overlay): void {
  if ((kind === 'LOGO') !== (sha256 !== undefined)) {
    throw new RangeError(
      `A logo has a take, and nothing else has one: this is no such overlay at frame ${startFrame}.`,
    );
  }
  if (accent !== null && !/^#[0-9a-f]{6}$/i.test(accent)) {
    throw new RangeError(`An accent is #rrggbb; this is ${accent} at frame ${startFrame}.`);
  }
}
