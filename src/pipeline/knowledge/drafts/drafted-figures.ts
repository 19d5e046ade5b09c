import type { Block, ReadFigure } from '../reading';
import { oneLine } from './clean-text';
import type { Draft, DraftPicture, DraftTable } from './draft';
import { pictureAt } from './drafted-picture';
import { type FigureLabel, figureLabel } from './figure-label';

/** A figure on its way: where it stands, and all that is known of it. */
interface Drawn {
  readonly label: FigureLabel | null;
  readonly caption: string;
  readonly source: string | null;
  readonly cells: string | null;
  readonly isTable: boolean;
  readonly confidence: number;
}

export interface Illustrated {
  /** The texts, with a paragraph for each figure where it stands: its label, its caption, and the cells of a table. */
  readonly blocks: readonly Block[];
  readonly figures: readonly ReadFigure[];
  readonly warnings: readonly string[];
}

/** Takes the figures and tables out of drafts. */
export function illustrated(drafts: readonly Draft[], pictures: ReadonlyMap<string, Uint8Array>): Illustrated {
  const illustrator = new Illustrator(drafts, pictures);
  return illustrator.read();
}

const CERTAIN = 1;
const BESIDE = 0.9;
const UNLABELLED = 0.5;

class Illustrator {
  readonly #blocks: Block[] = [];
  readonly #figures = new Map<string, ReadFigure>();
  readonly #warnings: string[] = [];
  /** Of the drafts, those that are the caption of a neighbour. */
  readonly #captions = new Set<number>();
  readonly #highest: { FIGURE: number; TABLE: number };

  constructor(
    private readonly drafts: readonly Draft[],
    private readonly pictures: ReadonlyMap<string, Uint8Array>,
  ) {
    this.#highest = highestNumbers(drafts);
  }

  read(): Illustrated {
    const drawn = this.drafts.map((draft, at) => this.#drawn(draft, at));
    this.drafts.forEach((draft, at) => {
      const figure = drawn[at];
      if (figure) this.#place(figure);
      else if (!this.#captions.has(at)) this.#text(draft);
    });
    return { blocks: this.#blocks, figures: [...this.#figures.values()], warnings: this.#warnings };
  }

  #text(draft: Draft): void {
    if (draft.kind === 'PICTURE' || draft.kind === 'TABLE') return;
    if (draft.text !== '') this.#blocks.push({ ...draft, page: 1, box: null });
  }

  #drawn(draft: Draft, at: number): Drawn | null {
    if (draft.kind === 'PICTURE') return this.#picture(draft, at);
    if (draft.kind === 'TABLE') return this.#table(draft, at);
    const label = this.#captions.has(at) ? null : captionIn(draft);
    if (label === null || this.#isBesidePicture(label, at)) return null;
    const isTable = label.kind === 'TABLE';
    return { label, caption: label.caption, source: null, cells: null, isTable, confidence: CERTAIN };
  }

  /** A caption before its figure is taken by that figure. */
  #isBesidePicture(label: FigureLabel, at: number): boolean {
    const next = this.drafts[at + 1];
    if (label.kind === 'TABLE') return next?.kind === 'TABLE' && tableLabel(next) === null;
    return next?.kind === 'PICTURE' && pictureLabel(next) === null && this.#captionAt(at + 2, 'FIGURE') === null;
  }

  #picture(draft: DraftPicture, at: number): Drawn | null {
    const own = pictureLabel(draft);
    const beside = own === null ? this.#beside(['FIGURE', 'TABLE'], [at + 1, at - 1]) : null;
    const label = own ?? beside;
    const said = oneLine(draft.caption ?? draft.alt);
    if (label === null && !this.#isFigure(draft, said)) return null;
    const confidence = own ? CERTAIN : beside ? BESIDE : UNLABELLED;
    const isTable = label?.kind === 'TABLE';
    return { label, caption: label?.caption ?? said, source: draft.source, cells: null, isTable, confidence };
  }

  /** A picture without a label counts where it stands by itself and says what it shows, or is there to be looked at. */
  #isFigure({ isAlone, caption, source }: DraftPicture, said: string): boolean {
    return caption !== null || (isAlone && (said !== '' || this.pictures.has(source) || /^data:/i.test(source)));
  }

  #table(draft: DraftTable, at: number): Drawn {
    const own = tableLabel(draft);
    const beside = own === null ? this.#beside(['TABLE'], [at - 1, at + 1]) : null;
    const caption = (own ?? beside)?.caption ?? oneLine(draft.caption ?? '');
    const confidence = own ? CERTAIN : beside ? BESIDE : UNLABELLED;
    return { label: own ?? beside, caption, source: null, cells: cellsOf(draft), isTable: true, confidence };
  }

  #beside(kinds: readonly string[], places: readonly number[]): FigureLabel | null {
    for (const place of places) {
      const label = kinds.map((kind) => this.#captionAt(place, kind)).find((found) => found !== null);
      if (!label) continue;
      this.#captions.add(place);
      return label;
    }
    return null;
  }

  #captionAt(at: number, kind: string): FigureLabel | null {
    const draft = this.drafts[at];
    if (!draft || this.#captions.has(at)) return null;
    const label = captionIn(draft);
    return label?.kind === kind ? label : null;
  }

  #place(drawn: Drawn): void {
    const label = drawn.label ?? this.#numbered(drawn);
    const key = `${label.kind} ${label.number}`;
    const before = this.#figures.get(key);
    this.#blocks.push(captionBlock(label, drawn));
    if (before) this.#again(before, key, drawn);
    else this.#figures.set(key, this.#figure(label, drawn));
  }

  /** Panels of one figure, and copies: the first stands for them all, unless another has the picture. */
  #again(before: ReadFigure, key: string, drawn: Drawn): void {
    const { picture } = before.picture ? before : this.#figure(before, drawn);
    this.#figures.set(key, { ...before, picture });
    this.#warnings.push(
      `${before.label} is there more than once: one of them counts, and the other captions are text.`,
    );
  }

  #numbered({ isTable, caption }: Drawn): FigureLabel {
    const kind = isTable ? 'TABLE' : 'FIGURE';
    this.#highest[kind] += 1;
    const number = this.#highest[kind];
    const label = `${isTable ? 'Table' : 'Figure'} ${number}`;
    this.#warnings.push(`A ${kind.toLowerCase()} without a label was given the number ${number}: ${named(caption)}.`);
    return { kind, number, label, caption };
  }

  #figure({ kind, number, label }: Pick<FigureLabel, 'kind' | 'number' | 'label'>, drawn: Drawn): ReadFigure {
    const { caption, confidence, source } = drawn;
    const found = source === null ? null : pictureAt(source, this.pictures);
    if (found && 'fault' in found) this.#warnings.push(`${label} has no picture: ${found.fault}`);
    const picture = found && 'picture' in found ? found.picture : null;
    return { kind, number, label, caption, page: 1, box: null, picture, confidence };
  }
}

function highestNumbers(drafts: readonly Draft[]): { FIGURE: number; TABLE: number } {
  const highest = { FIGURE: 0, TABLE: 0 };
  for (const draft of drafts) {
    const label =
      draft.kind === 'PICTURE' ? pictureLabel(draft) : draft.kind === 'TABLE' ? tableLabel(draft) : captionIn(draft);
    if (label) highest[label.kind] = Math.max(highest[label.kind], label.number);
  }
  return highest;
}

const pictureLabel = ({ caption, alt }: DraftPicture): FigureLabel | null =>
  figureLabel(oneLine(caption ?? ''), true) ?? figureLabel(oneLine(alt), true);

const tableLabel = ({ caption }: DraftTable): FigureLabel | null => figureLabel(oneLine(caption ?? ''), true);

const captionIn = (draft: Draft): FigureLabel | null =>
  draft.kind === 'PARAGRAPH' ? figureLabel(draft.text, false) : null;

function cellsOf({ rows }: DraftTable): string {
  return rows.map((row) => row.map(oneLine).join(' | ')).join('; ');
}

function captionBlock({ label }: FigureLabel, { caption, cells }: Drawn): Block {
  const said = [caption.replace(/[:.]$/, cells ? '' : '$&'), cells].filter(Boolean).join(': ');
  return { kind: 'PARAGRAPH', text: said === '' ? label : `${label}: ${said}`, level: null, page: 1, box: null };
}

const named = (caption: string): string => (caption === '' ? 'nothing is said of it' : `“${caption.slice(0, 80)}”`);
