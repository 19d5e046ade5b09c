import type { Card } from '../image';
import { showable } from '../painter/fonts';
import { rule, type Sheet, typeArea } from './sheet';
import { drawCaps, drawPassage, type Passage, setPassage } from './type';
import { condensed, keyPhrase, quotationOf, typographic } from './wording';

const MOST_CONCEPTS = 4;

/** A statement in the headline's face, the words that matter set off; of a long one its first sentences, the rest in small. */
export function printStatement(sheet: Sheet, { heading, text, concepts }: Card): void {
  const { ctx, unit, look, faces } = sheet;
  const area = typeArea(sheet);
  const said = typographic(text);
  const quotation = quotationOf(showable(said, faces.headline));
  const { lead, rest } = quotation ? { lead: quotation.words, rest: '' } : condensed(said);
  const room = area.height - unit * 14;
  const small = setPassage(ctx, faces.caption, showable(quotation?.by ? `— ${quotation.by}` : rest, faces.caption), {
    width: Math.min(area.width, unit * 116),
    height: room * 0.42,
    sizes: { largest: unit * 4.1, smallest: unit * 3 },
    leading: 1.42,
  });
  const large = setPassage(ctx, faces.headline, showable(lead, faces.headline), {
    width: area.width,
    height: room - (small ? small.height + unit * 4 : 0),
    sizes: { largest: unit * sizeOf(lead), smallest: unit * 3.4 },
    leading: 1.2,
  });
  const height = (large?.height ?? 0) + (small ? small.height + unit * 4 : 0);
  const top = area.y + Math.max(unit * 6, (area.height - height) * 0.46);
  if (quotation) printMark(sheet, { x: area.x, y: top });
  else rule(sheet, area.x, top - unit * 4);
  printAside(sheet, { heading, concepts });
  if (large) {
    const span = quotation ? null : keyPhrase(textOf(large), concepts);
    const emphasis = span && { span, color: look.emphasis };
    drawPassage(ctx, large, { x: area.x, top, color: look.ink, emphasis, hangs: true });
  }
  if (small) drawPassage(ctx, small, { x: area.x, top: top + (large?.height ?? 0) + unit * 4, color: look.soft });
}

/** In units: the shorter, the larger. */
function sizeOf({ length }: string): number {
  if (length <= 60) return 11.5;
  if (length <= 120) return 9.2;
  return length <= 180 ? 7.6 : 6.6;
}

function textOf({ lines }: Passage): string {
  return lines.map(({ text }) => text).join(' ');
}

/** A chapter above, what it is about below: both in spaced capitals. */
function printAside(sheet: Sheet, { heading, concepts }: Pick<Card, 'heading' | 'concepts'>): void {
  const { ctx, unit, look, faces, height } = sheet;
  const { x, width, y } = typeArea(sheet);
  const row = { face: faces.caption, size: unit * 2.4, x, width, point: look.accent };
  const shown = (text: string): string => showable(typographic(text), faces.caption);
  if (heading) drawCaps(ctx, [shown(heading)], { ...row, color: look.emphasis, baseline: y });
  const words = concepts.slice(0, MOST_CONCEPTS).map(shown).filter(Boolean);
  drawCaps(ctx, words, { ...row, color: look.soft, baseline: height - y + unit * 1.5 });
}

/** The mark of a quotation, large, above its first line. */
function printMark({ ctx, unit, look, faces }: Sheet, { x, y }: { x: number; y: number }): void {
  ctx.font = `${faces.headline.weight} ${unit * 22}px "${faces.headline.family}"`;
  ctx.fillStyle = look.accent;
  ctx.textBaseline = 'alphabetic';
  ctx.fillText('“', x - unit * 0.8, y + unit * 8.2);
}
