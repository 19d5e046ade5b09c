import { readFileSync } from 'node:fs';
import { type Area, boxOf, unionOf } from './pdf/area';
import { textOfLayout } from './pdf/blocks';
import { figuresOf, type PlacedFigure } from './pdf/figures';
import { layoutOf } from './pdf/layout';
import { lettersIn } from './pdf/lines';
import type { PageContent } from './pdf/page';
import type { Fault, PdfOrder, Place, Step } from './pdf/pdf-order';
import {
  contentOf,
  loadParser,
  openDocument,
  type Parser,
  type PdfDocument,
  type PdfPage,
  type View,
} from './pdf-document.tool';
import { type CutFigure, drawPictures } from './pdf-pictures.tool';
import type { ReadFigure, Reading } from './reading';

export class NoReading extends Error {
  constructor(
    readonly fault: Fault,
    message: string,
  ) {
    super(message);
  }
}

export type OnPlace = (place: Place, pages: number) => void;

/** Fewer letters than this in a whole document are page numbers and stamps over scans. */
const LEAST_LETTERS = 40;

/** One PDF from its file to a reading, in this process: whoever calls it watches time and memory from outside. */
export async function readDocument(order: PdfOrder, onPlace: OnPlace): Promise<Reading> {
  onPlace({ step: 'OPEN', page: 0 }, 0);
  const parser = await loadParser();
  const document = await opened(parser, order);
  const pages = document.numPages;
  const at = (step: Step, page: number) => onPlace({ step, page }, pages);
  const isLeftOut = (step: Step, page: number) =>
    order.leaveOut.some((place) => place.step === step && place.page === page);
  const reader = new DocumentReader(parser, document, at, isLeftOut);
  return reader.read();
}

async function opened(parser: Parser, { file, pages }: PdfOrder): Promise<PdfDocument> {
  try {
    const document = await openDocument(parser, new Uint8Array(readFileSync(file)));
    if (document.numPages === 0) throw new NoReading('EMPTY', '0 pages');
    if (document.numPages > pages) throw new NoReading('MANY_PAGES', `${document.numPages} pages`);
    return document;
  } catch (error) {
    if (error instanceof NoReading) throw error;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    throw new NoReading(name === 'PasswordException' ? 'ENCRYPTED' : 'DAMAGED', message);
  }
}

interface PageView {
  readonly rotation: number;
  onShown(area: Area): Area;
}

function pageViewOf(page: PdfPage, view: View): PageView {
  const shown = page.getViewport({ scale: 1 });
  const onShown = ({ left, top, right, bottom }: Area): Area => {
    const corners = [view.convertToPdfPoint(left, top), view.convertToPdfPoint(right, bottom)];
    return unionOf(
      corners.map(([u = 0, v = 0]) => {
        const [x = 0, y = 0] = shown.convertToViewportPoint(u, v) as number[];
        return { left: x, top: y, right: x, bottom: y };
      }),
    );
  };
  return { rotation: view.rotation, onShown };
}

const goesOn = ({ label, page, continuedOn }: PlacedFigure): string[] =>
  continuedOn.map((other) =>
    other === page
      ? `${label} goes on in another column of page ${page}, which its picture leaves out.`
      : `${label} goes on on page ${other}, which its picture leaves out.`,
  );

class DocumentReader {
  readonly #views = new Map<number, PageView>();
  readonly #warnings: string[] = [];

  constructor(
    readonly parser: Parser,
    readonly document: PdfDocument,
    readonly at: (step: Step, page: number) => void,
    readonly isLeftOut: (step: Step, page: number) => boolean,
  ) {}

  async read(): Promise<Reading> {
    const contents = await this.#contents();
    this.#mustHaveText(contents);
    this.at('LAYOUT', 0);
    const layout = layoutOf(contents);
    const text = textOfLayout(layout, await this.#info());
    const placed = figuresOf(layout);
    const figures = await this.#figures(placed);
    this.#warnings.push(...placed.flatMap(goesOn));
    const { title, authors, date, blocks } = text;
    return { title, authors, date, pageCount: this.document.numPages, blocks, figures, warnings: this.#warnings };
  }

  async #contents(): Promise<PageContent[]> {
    const contents: PageContent[] = [];
    for (let page = 1; page <= this.document.numPages; page += 1) {
      if (this.isLeftOut('TEXT', page)) continue;
      const content = await this.#unlessBroken(page, (proxy) => this.#content(proxy));
      if (content) contents.push(content);
    }
    return contents;
  }

  async #content(page: PdfPage): Promise<PageContent> {
    const { content, view } = await contentOf(this.parser, page, {
      withGraphics: !this.isLeftOut('GRAPHICS', page.pageNumber),
      onStep: (step) => this.at(step, page.pageNumber),
    });
    this.#views.set(page.pageNumber, pageViewOf(page, view));
    return content;
  }

  /** A page that cannot be read does not take the others with it. */
  async #unlessBroken<Result>(number: number, work: (page: PdfPage) => Promise<Result>): Promise<Result | null> {
    this.at('TEXT', number);
    try {
      const page = await this.document.getPage(number);
      const result = await work(page);
      page.cleanup();
      return result;
    } catch (error) {
      this.#warnings.push(
        `Page ${number} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
  }

  #mustHaveText(contents: readonly PageContent[]): void {
    if (contents.length === 0) throw new NoReading('DAMAGED', this.#warnings[0] ?? 'no page that can be read');
    const letters = contents.map(({ runs }) => lettersIn(runs.map(({ text }) => text).join('')));
    if (letters.reduce((sum, count) => sum + count, 0) < LEAST_LETTERS)
      throw new NoReading('SCANNED', `${contents.length} pages without text`);
    const empty = contents
      .filter(({ marks }, index) => letters[index] === 0 && marks.some(({ kind }) => kind === 'IMAGE'))
      .map(({ number }) => number);
    if (empty.length > 0) this.#warnings.push(`Pages without text, which may be scans: ${empty.join(', ')}.`);
  }

  async #info(): Promise<{ title: string | null; author: string | null }> {
    const { info } = await this.document.getMetadata().catch(() => ({ info: {} }));
    const { Title, Author } = info as { Title?: unknown; Author?: unknown };
    return { title: typeof Title === 'string' ? Title : null, author: typeof Author === 'string' ? Author : null };
  }

  async #figures(placed: readonly PlacedFigure[]): Promise<ReadFigure[]> {
    const pictures = new Map<PlacedFigure, CutFigure>();
    for (const page of [...new Set(placed.filter(({ area }) => area).map((figure) => figure.page))]) {
      if (this.isLeftOut('PICTURES', page)) continue;
      const own = placed.filter((figure) => figure.page === page && figure.area);
      const drawn = await this.#drawn(page, own);
      for (const [figure, picture] of drawn) pictures.set(figure, picture);
    }
    return placed.map((figure) => this.#figure(figure, pictures.get(figure) ?? null));
  }

  async #drawn(page: number, figures: readonly PlacedFigure[]): Promise<Map<PlacedFigure, CutFigure>> {
    const turn = this.#views.get(page);
    const drawn = await this.#unlessBroken(page, async (proxy) => {
      this.at('PICTURES', page);
      return drawPictures(this.parser, proxy, turn?.rotation ?? proxy.rotate, figures);
    });
    return drawn ?? new Map();
  }

  #figure({ kind, number, label, caption, page, confidence }: PlacedFigure, cut: CutFigure | null): ReadFigure {
    if (!cut) this.#warnings.push(`No picture was found for ${label} on page ${page}.`);
    const box = cut && boxOf(this.#shown(page, cut.area));
    return { kind, number, label, caption, page, box, picture: cut?.picture ?? null, confidence: cut ? confidence : 0 };
  }

  /** On the page as it is shown, where it was turned to be read. */
  #shown(page: number, area: Area): Area {
    return this.#views.get(page)?.onShown(area) ?? area;
  }
}
