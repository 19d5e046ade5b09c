import type { Card, CardSource } from '../image';
import { showable } from '../painter/fonts';
import { rule, type Sheet, typeArea } from './sheet';
import { drawPassage, setPassage } from './type';
import { typographic } from './wording';

const MOST_SOURCES = 2;

/** What the film is called, and below it what it is about: its subtitle, or else its sources by author and title. */
export function printTitle(sheet: Sheet, { heading, text, sources }: Card): void {
  const { ctx, unit, look, faces } = sheet;
  const area = typeArea(sheet);
  const said = showable(typographic(text), faces.headline);
  const title = setPassage(ctx, faces.headline, said, {
    width: Math.min(area.width, unit * 132),
    height: area.height * 0.6,
    sizes: { largest: unit * (said.length <= 28 ? 14 : 11.5), smallest: unit * 5 },
    leading: 1.14,
    mostLines: 5,
  });
  const lines = [...(heading ? [heading] : []), ...sourceLines(sources, text)];
  const aside = lines.flatMap((line) => {
    const passage = setPassage(ctx, faces.caption, showable(typographic(line), faces.caption), {
      width: Math.min(area.width, unit * 120),
      height: unit * 10,
      sizes: { largest: unit * 3.9, smallest: unit * 2.9 },
      leading: 1.36,
      mostLines: 2,
    });
    return passage ? [passage] : [];
  });
  const below = aside.reduce((sum, { height }) => sum + height + unit * 0.8, 0);
  const height = (title?.height ?? 0) + (below > 0 ? below + unit * 8 : 0);
  let y = area.y + Math.max(0, (area.height - height) * 0.46);
  if (title) {
    drawPassage(ctx, title, { x: area.x, top: y, color: look.ink, hangs: true });
    y += title.height + unit * 4;
  }
  rule(sheet, area.x, y);
  y += unit * 4;
  for (const [index, passage] of aside.entries()) {
    drawPassage(ctx, passage, { x: area.x, top: y, color: index === 0 && heading ? look.ink : look.soft });
    y += passage.height + unit * 0.8;
  }
}

/** A source that is called like the film is known by its authors. */
function sourceLines(sources: readonly CardSource[], film: string): string[] {
  const lines = sources
    .slice(0, MOST_SOURCES)
    .map(({ authors, title }) => (title === film && authors ? authors : [authors, title].filter(Boolean).join(': ')));
  const more = sources.length - MOST_SOURCES;
  return more > 0 ? [...lines, `and ${more} more ${more === 1 ? 'source' : 'sources'}`] : lines;
}
