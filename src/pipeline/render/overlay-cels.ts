import { type Cel, fadedCel } from './cel';
import type { PieceOverlay } from './piece';
import { levelAt } from './piece-overlays';

/** What overlays lay over a frame, the later above the earlier. Each is drawn once, and let go when it is over. */
export function overlayCels(overlays: readonly PieceOverlay[], drawn: (overlay: PieceOverlay) => Cel | null) {
  let shown = new Map<PieceOverlay, Cel | null>();
  return (frame: number): readonly Cel[] => {
    const now = overlays.filter((one) => one.startFrame <= frame && frame < one.endFrameExclusive);
    shown = new Map(now.map((one) => [one, shown.has(one) ? (shown.get(one) ?? null) : drawn(one)]));
    return [...shown].flatMap(([overlay, cel]) => {
      const level = levelAt(overlay, frame);
      return cel === null ? [] : [level === WHOLE ? cel : fadedCel(cel, level)];
    });
  };
}
const WHOLE = 256;
