import { createCanvas } from '@napi-rs/canvas';
import { type Area, grown, heightOf, sharedBy, widthOf } from './pdf/area';
import { inkBox, paintOver } from './pdf/crop';
import type { PlacedFigure } from './pdf/figures';
import { type Context, drawnPage, type Parser, type PdfPage } from './pdf-document.tool';
import type { FigurePicture } from './reading';

const PIXELS_PER_POINT = 200 / 72;
const MOST_SIDE = 2400;
const MOST_PAGE_PIXELS = 16_000_000;
/** How far a box may grow to take in ink that lies on its border, and the white around it, in points. */
const GROWTH = 10;
const MARGIN = 4;

export interface CutFigure {
  readonly picture: FigurePicture;
  /** What the picture shows of the page. */
  readonly area: Area;
}

/** The figures of one page, from one drawing of it. */
export async function drawPictures(
  parser: Parser,
  page: PdfPage,
  rotation: number,
  figures: readonly PlacedFigure[],
): Promise<Map<PlacedFigure, CutFigure>> {
  const whole = page.getViewport({ scale: 1, rotation });
  const areas = figures.flatMap(({ area }) => area ?? []);
  const longest = Math.max(...areas.map((area) => Math.max(widthOf(area), heightOf(area)))) + 2 * (GROWTH + MARGIN);
  const scale = Math.min(
    PIXELS_PER_POINT,
    MOST_SIDE / longest,
    Math.sqrt(MOST_PAGE_PIXELS / (whole.width * whole.height)),
  );
  const context = await drawnPage(parser, page, page.getViewport({ scale, rotation }));
  const pictures = new Map<PlacedFigure, CutFigure>();
  for (const figure of figures) {
    const cut = figure.area && (await cutOut(context, figure.area, figure, scale));
    if (cut) pictures.set(figure, cut);
  }
  return pictures;
}

async function cutOut(
  context: Context,
  area: Area,
  { strangers, parts }: PlacedFigure,
  scale: number,
): Promise<CutFigure | null> {
  const paper = { left: 0, top: 0, right: context.canvas.width, bottom: context.canvas.height };
  const inPixels = (points: Area): Area => ({
    left: points.left * scale,
    top: points.top * scale,
    right: points.right * scale,
    bottom: points.bottom * scale,
  });
  const window = rounded(sharedBy(inPixels(grown(area, GROWTH + MARGIN)), paper));
  const within = (pixels: Area): Area => ({
    left: pixels.left - window.left,
    top: pixels.top - window.top,
    right: pixels.right - window.left,
    bottom: pixels.bottom - window.top,
  });
  if (widthOf(window) < 4 || heightOf(window) < 4) return null;
  const raster = context.getImageData(window.left, window.top, widthOf(window), heightOf(window));
  const start = within(inPixels(area));
  paintOver(raster, {
    strangers: strangers.map((stranger) => within(inPixels(stranger))),
    own: parts.map((part) => within(inPixels(part))),
    pixelsPerPoint: scale,
  });
  const ink = inkBox(raster, start, GROWTH * scale);
  if (!ink) return null;
  const box = rounded(grown(ink, MARGIN * scale));
  const inPoints = (pixels: number, offset: number) => (pixels + offset) / scale;
  const place = {
    left: inPoints(box.left, window.left),
    top: inPoints(box.top, window.top),
    right: inPoints(box.right, window.left),
    bottom: inPoints(box.bottom, window.top),
  };
  return { picture: await encoded(raster, box), area: place };
}

const rounded = ({ left, top, right, bottom }: Area): Area => ({
  left: Math.floor(left),
  top: Math.floor(top),
  right: Math.ceil(right),
  bottom: Math.ceil(bottom),
});

async function encoded(raster: ImageDataLike, box: Area): Promise<FigurePicture> {
  const [width, height] = [Math.min(MOST_SIDE, widthOf(box)), Math.min(MOST_SIDE, heightOf(box))];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.putImageData(raster as never, -box.left, -box.top);
  return { bytes: new Uint8Array(await canvas.encode('png')), mimeType: 'image/png', width, height };
}

interface ImageDataLike {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}
