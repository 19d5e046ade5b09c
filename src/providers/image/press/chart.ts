import { loadImage } from '@napi-rs/canvas';
import type { ChartWords } from '../image';
import { showable } from '../painter/fonts';
import { chartSpec } from './chart-spec';
import { type Box, type Sheet, typeArea } from './sheet';
import { drawPassage, setPassage } from './type';
import { typographic } from './wording';

/** A chart with its title on a page of the style. */
export async function printChart(sheet: Sheet, words: ChartWords): Promise<void> {
  const area = typeArea({ ...sheet, width: sheet.width });
  const room = { ...area, width: sheet.width - 2 * area.x };
  const below = printTitle(sheet, words.title, room);
  await printDrawing(sheet, legible(sheet, words), {
    ...room,
    y: room.y + below,
    height: room.height - below,
  });
}

/** Answers how much of the room it takes. */
function printTitle({ ctx, unit, look, faces }: Sheet, title: string, room: Box): number {
  const set = setPassage(ctx, faces.headline, showable(typographic(title), faces.headline), {
    ...{ width: room.width, height: room.height * 0.25, leading: 1.2, mostLines: 2 },
    sizes: { largest: unit * 6, smallest: unit * 3.6 },
  });
  if (!set) return 0;
  drawPassage(ctx, set, { x: room.x, top: room.y, color: look.ink });
  return set.height + unit * 5;
}

function legible({ faces }: Sheet, words: ChartWords): ChartWords {
  const shown = (text: string) => showable(text, faces.caption);
  const data = words.data.map((datum) => ({
    ...datum,
    label: shown(datum.label),
    unit: datum.unit && shown(datum.unit),
  }));
  return { ...words, data };
}

/** Axes and labels stand outside of what is asked for: it is drawn once more, as much smaller as it came out too large. */
async function printDrawing({ ctx, look, unit, faces }: Sheet, words: ChartWords, room: Box): Promise<void> {
  const place = { words, look, unit, font: faces.caption.family };
  const first = await drawing({ ...place, width: room.width, height: room.height });
  const [beyondX, beyondY] = [first.width - room.width, first.height - room.height];
  const drawn = await drawing({ ...place, width: room.width - beyondX, height: room.height - beyondY });
  const scale = Math.min(1, room.width / drawn.width, room.height / drawn.height);
  const [width, height] = [drawn.width * scale, drawn.height * scale];
  ctx.drawImage(drawn, room.x + (room.width - width) / 2, room.y + (room.height - height) / 2, width, height);
}

/** Loaded by whoever draws a chart: it takes 0.2 s. */
async function drawing(place: Parameters<typeof chartSpec>[0]) {
  const [vega, lite] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec } = lite.compile(chartSpec(place) as Parameters<typeof lite.compile>[0]);
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return loadImage(Buffer.from(svg));
}
