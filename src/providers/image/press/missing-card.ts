import type { Card } from '../image';
import { showable } from '../painter/fonts';
import { type Sheet, typeArea } from './sheet';
import { drawPassage, setPassage } from './type';
import { typographic } from './wording';

/** In place of a picture that is not there: all that is said, so that nobody loses anything, and a small mark of what is missing. */
export function printMissing(sheet: Sheet, { heading, text }: Card): void {
  const { ctx, unit, look, faces } = sheet;
  const area = typeArea(sheet);
  const said = showable(typographic(text), faces.headline);
  const passage = setPassage(ctx, faces.headline, said, {
    width: Math.min(area.width, unit * (said.length > 260 ? 124 : 142)),
    height: area.height - unit * 6,
    sizes: { largest: unit * 7, smallest: unit * 2.6 },
    leading: 1.34,
  });
  if (passage) {
    const top = area.y + (area.height - unit * 6 - passage.height) / 2;
    drawPassage(ctx, passage, { x: area.x, top, color: look.ink, hangs: true });
  }
  if (heading) printNote(sheet, showable(typographic(heading), faces.caption));
}

/** An empty frame, no larger than a letter, and the words beside it. */
function printNote(sheet: Sheet, note: string): void {
  const { ctx, unit, look, faces, height } = sheet;
  const { x, y, width } = typeArea(sheet);
  const baseline = height - y + unit * 2.4;
  const passage = setPassage(ctx, faces.caption, note, {
    ...{ width: width - unit * 4, height: unit * 4, leading: 1.2, mostLines: 1 },
    sizes: { largest: unit * 2.3, smallest: unit * 1.9 },
  });
  if (!passage) return;
  ctx.strokeStyle = look.soft;
  ctx.lineWidth = Math.max(1, unit * 0.16);
  ctx.setLineDash([unit * 0.5, unit * 0.35]);
  ctx.strokeRect(x, baseline - unit * 1.5, unit * 2.4, unit * 1.5);
  ctx.setLineDash([]);
  drawPassage(ctx, passage, { x: x + unit * 3.6, top: baseline - passage.height * 0.78, color: look.soft });
}
