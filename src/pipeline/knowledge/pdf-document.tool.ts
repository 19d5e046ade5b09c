import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { type Area, unionOf } from './pdf/area';
import type { Raster } from './pdf/crop';
import { needsInk, seenContent } from './pdf/ink';
import { type Drawn, marksOf } from './pdf/marks';
import { mapped, product } from './pdf/matrix';
import type { PageContent, TextRun } from './pdf/page';

type Package = typeof import('pdfjs-dist', { with: { 'resolution-mode': 'import' }});
export type PdfDocument = Awaited<ReturnType<Package['getDocument']>['promise']>;
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;
export type Parser = typeof import('pdfjs-dist/legacy/build/pdf.mjs', { with: { 'resolution-mode': 'import' }});
export type View = ReturnType<PdfPage['getViewport']>;

/** Pictures with more pixels than this are left out by the parser. */
export const MOST_IMAGE_PIXELS = 50_000_000;

export async function loadParser(): Promise<Parser> {
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** A fetch of a PDF's parts through the parser, all of them from this machine and none of them code. */
export async function openDocument(parser: Parser, data: Uint8Array): Promise<PdfDocument> {
  const home = dirname(require.resolve('pdfjs-dist/package.json'));
  const folder = (name: string) => `${join(home, name)}/`;
  const loading = parser.getDocument({
    data,
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    verbosity: 0,
  });
  return loading.promise;
}

/** An item of text as the parser gives it. */
interface Item {
  readonly str: string;
  readonly transform: number[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
}

export interface ContentOptions {
  /** Without them a page still has its text. */
  readonly withGraphics: boolean;
  readonly onStep: (step: 'TEXT' | 'GRAPHICS') => void;
}

/** Turned so that most of its text is upright; `view` draws it the same way. */
export async function contentOf(
  parser: Parser,
  page: PdfPage,
  { withGraphics, onStep }: ContentOptions,
): Promise<{ content: PageContent; view: View }> {
  const { items } = await page.getTextContent();
  const text = items.filter((item): item is (typeof items)[number] & Item => 'str' in item && item.str !== '');
  const turn = turnOf(text, page.getViewport({ scale: 1 }));
  const view = page.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 });
  mustHaveSize(view);
  if (withGraphics) onStep('GRAPHICS');
  const drawn = withGraphics ? await drawnOn(parser, page, view) : { marks: [], drawingFonts: new Set<string>() };
  const sizes = bitmapSizes(text);
  const runs = text.map((item) =>
    runOf(item, view, {
      font: fontOf(page, item.fontName),
      isOfDrawing: drawn.drawingFonts.has(item.fontName),
      bitmapSize: sizes.get(item.fontName) ?? 10,
    }),
  );
  const content = {
    number: page.pageNumber,
    width: view.width,
    height: view.height,
    runs: runs.filter((run) => isOn(view, run)),
    marks: drawn.marks,
  };
  const isWorthDrawing = withGraphics && needsInk(content) && view.width * view.height < MOST_INK_PIXELS;
  return { content: isWorthDrawing ? seenContent(content, await rasterOf(parser, page, view)) : content, view };
}

/** Two hundred inches, the most that the format allows. */
const MOST_POINTS = 14_400;

function mustHaveSize({ width, height }: View): void {
  if (width > 0 && height > 0 && Math.max(width, height) <= MOST_POINTS) return;
  throw new RangeError(`its size is ${Math.round(width)} by ${Math.round(height)} points`);
}

/** Posters are taken as they say they are. */
const MOST_INK_PIXELS = 4_000_000;

async function drawnOn(parser: Parser, page: PdfPage, view: View): Promise<Drawn> {
  const operators = await page.getOperatorList({ annotationMode: parser.AnnotationMode.DISABLE });
  const paper = { left: 0, top: 0, right: view.width, bottom: view.height };
  return marksOf(operators, parser.OPS as unknown as Record<string, number>, view.transform, paper);
}

const isOn = ({ width, height }: View, { area }: TextRun): boolean =>
  area.right > -5 && area.left < width + 5 && area.bottom > -5 && area.top < height + 5;

async function rasterOf(parser: Parser, page: PdfPage, view: View): Promise<Raster> {
  const context = await drawnPage(parser, page, view);
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

export type Context = ReturnType<ReturnType<typeof createCanvas>['getContext']>;

/** The page on white, without its annotations. */
export async function drawnPage(parser: Parser, page: PdfPage, viewport: View): Promise<Context> {
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const canvasContext = context as unknown as Parameters<PdfPage['render']>[0]['canvasContext'];
  await page.render({ canvas: null, canvasContext, viewport, annotationMode: parser.AnnotationMode.DISABLE }).promise;
  return context;
}

/** Quarter turns that make most characters upright, in degrees: tables on their side fill whole pages. */
function turnOf(items: readonly Item[], view: View): number {
  const weights = [0, 0, 0, 0];
  for (const { str, transform } of items) {
    const [a = 1, b = 0] = product(view.transform, transform);
    const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
    weights[quarter] = (weights[quarter] ?? 0) + str.length;
  }
  const most = weights.indexOf(Math.max(...weights));
  return (weights[most] ?? 0) > (weights[0] ?? 0) * 2 ? (360 - most * 90) % 360 : 0;
}

interface Font {
  readonly name: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

function fontOf(page: PdfPage, id: string): Font {
  const font = page.commonObjs.has(id)
    ? (page.commonObjs.get(id) as { name?: string; bold?: boolean; black?: boolean; italic?: boolean } | null)
    : null;
  const name = String(font?.name ?? id).replace(/^[A-Z]{6}\+/, '');
  return {
    name,
    isBold: Boolean(font?.bold || font?.black) || /bold|black|heavy|demi|medi\b|-B\b|CMBX|SFBX|\.B\b|BX\d/i.test(name),
    isItalic: Boolean(font?.italic) || /ital|obli|slant|CMTI|CMSL|SFTI/i.test(name),
  };
}

const ASCENT = 0.78;
const DESCENT = 0.22;

interface Setting {
  readonly font: Font;
  readonly isOfDrawing: boolean;
  /** Of type whose font does not tell its size. */
  readonly bitmapSize: number;
}

/** Old fonts of bitmaps are a hundred times as high as wide, as the parser sees them; letters are half as wide as high. */
function bitmapSizes(items: readonly Item[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { width: number; letters: number }>();
  for (const { str, width, fontName } of items) {
    const { width: before, letters } = sums.get(fontName) ?? { width: 0, letters: 0 };
    sums.set(fontName, { width: before + width, letters: letters + str.length });
  }
  return new Map(
    [...sums].map(([font, { width, letters }]) => [font, Math.max(4, Math.round((4 * width) / letters) / 2)]),
  );
}

function runOf(item: Item, view: View, { font, isOfDrawing, bitmapSize }: Setting): TextRun {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = product(view.transform, item.transform);
  const along = Math.hypot(a, b) || 1;
  const nominal = Math.hypot(c, d) || along || item.height;
  const size = nominal > 20 * along ? bitmapSize : nominal;
  const [cos, sin] = [a / along, b / along];
  const corner = (forward: number, up: number): Area => {
    const [x, y] = mapped([cos, sin, sin, -cos, e, f], forward, up);
    return { left: x, top: y, right: x, bottom: y };
  };
  const area = unionOf([
    corner(0, -DESCENT * size),
    corner(0, ASCENT * size),
    corner(item.width, -DESCENT * size),
    corner(item.width, ASCENT * size),
  ]);
  const isUpright = Math.abs(sin) < 0.1 && cos > 0;
  return {
    text: item.str,
    area,
    baseline: f,
    size,
    font: font.name,
    isBold: font.isBold,
    isItalic: font.isItalic,
    isUpright,
    isOfDrawing,
  };
}
