import type { Cut } from '../timeline/cut';
import type { Piece } from './piece';
import { piecesOf } from './pieces';

/** How many pieces of the one cut are in no place of the other: what is left to encode where the other was rendered. Null: nothing was. */
export function newPieces(rendered: Cut | null, cut: Cut): number {
  const known = new Set(rendered ? piecesOf(rendered).map(spelled) : []);
  return new Set(
    piecesOf(cut)
      .map(spelled)
      .filter((piece) => !known.has(piece)),
  ).size;
}

/** Both sides are made by the same code, so that equal pieces are spelled alike; hashing 20,000 canonical spellings took seven times as long. */
function spelled({ durationFrames, sources, captions, overlays }: Piece): string {
  return JSON.stringify([durationFrames, sources, captions, overlays]);
}
