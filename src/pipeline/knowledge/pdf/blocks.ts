import type { Block, BlockKind } from '../reading';
import { boxOf, unionOf } from './area';
import {
  authorsIn,
  confirmedAuthors,
  confirmedTitle,
  dateIn,
  type FileInfo,
  frontLength,
  titleLines,
} from './front-matter';
import { levelsOf, titleOf } from './headings';
import type { Layout, PageLayout } from './layout';
import { mainLine, type Row, textOf } from './order';
import { type Passage, passagesOf, startsReference } from './passages';
import { joinedLines, type Vocabulary, vocabularyOf } from './words';

export interface Text {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly blocks: readonly Block[];
}

/** The text of a document in the order of reading, by what each stretch is. */
export function textOfLayout(layout: Layout, info: FileInfo): Text {
  const vocabulary = vocabularyOf(layout.pages.flatMap(({ lines }) => lines.map(({ text }) => text)));
  const pages = layout.pages.map((page) => passagesOf(page, layout.typography));
  const front = frontOf(layout, pages[0] ?? [], info, vocabulary);
  const passages = pages.flat().filter((passage) => !front.passages.has(passage));
  const body = new Sections(passages, layout.typography.size, vocabulary).blocks();
  return { ...front, blocks: [...front.blocks, ...body] };
}

interface Front extends Text {
  /** What it was read from, and whatever else stands there: addresses, logos, lines of journals. */
  readonly passages: ReadonlySet<Passage>;
}

function frontOf(layout: Layout, passages: readonly Passage[], info: FileInfo, vocabulary: Vocabulary): Front {
  const [first] = layout.pages;
  if (!first) return { title: info.title, authors: [], date: null, blocks: [], passages: new Set() };
  const size = layout.typography.size;
  const length = frontLength(passages, size);
  const above = passages.filter((passage, index) => index < length || isFrontAside(passage, passages[length], first));
  const lines = above.flatMap(({ rows }) => rows.flatMap((row) => row.lines));
  const title = titleLines(lines.length > 0 ? lines : first.lines, first.page.height, size);
  const pageText = first.page.runs.map(({ text }) => text).join(' ');
  const printed = joinedLines(
    title.map(({ text }) => text),
    vocabulary,
  );
  const said = confirmedTitle(info, printed, pageText);
  const under = lines.filter((line) => !title.includes(line));
  const authors = confirmedAuthors(info, authorsIn(under), pageText);
  const date = dateIn([...under.map(({ text }) => text), ...stampsOf(first)]);
  const box = title.length > 0 ? boxOf(unionOf(title.map(({ area }) => area))) : null;
  const block = (kind: BlockKind, text: string): Block => ({
    kind,
    text,
    level: null,
    page: first.page.number,
    box: kind === 'TITLE' ? box : null,
  });
  const blocks = [
    ...(said ? [block('TITLE', said)] : []),
    ...authors.map((author) => block('AUTHOR', author)),
    ...(date ? [block('DATE', date)] : []),
  ];
  return { title: said, authors, date, blocks, passages: new Set(title.length > 0 ? above : []) };
}

/** Authors over the second column, which come after the abstract of the first in the order of columns. */
function isFrontAside({ kind, area, rows }: Passage, end: Passage | undefined, { roles }: PageLayout): boolean {
  const isUnderTitle = rows.every((row) => roles.get(mainLine(row)) === 'HEADING');
  return end !== undefined && area.bottom <= end.area.top + 2 && kind === 'PARAGRAPH' && isUnderTitle;
}

/** What archives and journals print along the margin. */
const stampsOf = ({ page }: PageLayout): string[] =>
  page.runs.filter(({ isUpright, text }) => !isUpright && text.length > 12).map(({ text }) => text);

const ABSTRACT = /^(abstract|summary|a b s t r a c t)\s*([:.\u2014\u2013-]\s*|$|(?=\p{Lu}))/iu;
const KEYWORDS = /^(key\s?words(?: and phrases)?|index terms|keywords and phrases)\s*[:.\u2014\u2013-]?\s*/i;
const REFERENCES =
  /^((\d{1,2}|[IVX]+|[A-Z])\.?\s+)?(references|bibliography|literature cited|works cited|references and notes)\.?:?$/i;

/** Walks passages with what was begun: the abstract, the references, a paragraph that goes on. */
class Sections {
  readonly #passages: readonly Passage[];
  readonly #bodySize: number;
  readonly #vocabulary: Vocabulary;
  readonly #levels: ReadonlyMap<Passage, number>;
  readonly #blocks: Block[] = [];
  #section: 'ABSTRACT' | 'REFERENCES' | 'TEXT' = 'TEXT';
  #open: { rows: Row[]; first: Passage; last: Passage; kind: BlockKind } | null = null;

  constructor(passages: readonly Passage[], bodySize: number, vocabulary: Vocabulary) {
    this.#passages = passages;
    this.#bodySize = bodySize;
    this.#vocabulary = vocabulary;
    this.#levels = levelsOf(passages.filter(({ kind }) => kind === 'HEADING'));
  }

  blocks(): Block[] {
    for (const passage of this.#passages) this.#take(passage);
    this.#close();
    return this.#blocks.filter(({ text }) => text !== '');
  }

  #take(passage: Passage): void {
    const text = titleOf(passage);
    if (passage.kind === 'HEADING') this.#heading(passage, text);
    else if (this.#section === 'REFERENCES') this.#references(passage);
    else if (KEYWORDS.test(text)) this.#add('KEYWORDS', passage, this.#joined(passage.rows).replace(KEYWORDS, ''));
    else if (ABSTRACT.test(text) && this.#blocks.length < 4) this.#abstract(passage);
    else if (this.#isNote(passage)) this.#note(passage);
    else if (this.#open && this.#goesOn(this.#open, passage)) this.#extend(passage);
    else this.#begin(passage, this.#section === 'ABSTRACT' && passage.kind === 'PARAGRAPH' ? 'ABSTRACT' : passage.kind);
  }

  #heading(passage: Passage, text: string): void {
    this.#close();
    this.#section = REFERENCES.test(text)
      ? 'REFERENCES'
      : ABSTRACT.test(text) && text.length < 20
        ? 'ABSTRACT'
        : 'TEXT';
    if (this.#section === 'ABSTRACT') return;
    this.#push('HEADING', passage, this.#joined(passage.rows), this.#levels.get(passage) ?? 1);
  }

  #abstract(passage: Passage): void {
    this.#close();
    this.#section = 'ABSTRACT';
    const text = this.#joined(passage.rows).replace(ABSTRACT, '');
    if (text !== '') this.#push('ABSTRACT', passage, text, null);
  }

  /** Small print at the foot of a page, which must not part a sentence that goes on overleaf. */
  #isNote({ rows, kind }: Passage): boolean {
    const size = rows[0] ? mainLine(rows[0]).size : this.#bodySize;
    return kind !== 'EQUATION' && size < this.#bodySize - 0.7 && this.#section === 'TEXT';
  }

  #note(passage: Passage): void {
    const text = this.#joined(passage.rows);
    if (text.length > 15) this.#pending.push(this.#made('PARAGRAPH', passage, text, null));
    if (!this.#open) this.#flush();
  }

  readonly #pending: Block[] = [];

  #flush(): void {
    this.#blocks.push(...this.#pending.splice(0));
  }

  #goesOn(open: { rows: Row[]; first: Passage; last: Passage; kind: BlockKind }, next: Passage): boolean {
    if (
      next.kind !== 'PARAGRAPH' ||
      (open.kind !== 'PARAGRAPH' && open.kind !== 'LIST_ITEM' && open.kind !== 'ABSTRACT')
    )
      return false;
    const before = titleOf(open.last).trim();
    const after = titleOf(next);
    const isElsewhere =
      next.page !== open.last.page ||
      next.rows[0]?.column !== open.last.rows.at(-1)?.column ||
      (next.rows[0]?.baseline ?? 0) < (open.last.rows.at(-1)?.baseline ?? 0);
    if (/[-\u2010]$/.test(before) && /^[a-z]/.test(after)) return true;
    if (!isElsewhere)
      return (
        /^[a-z]/.test(after) &&
        !/[.!?:]["\u201d)]?$/.test(before) &&
        next.area.top - open.last.area.bottom > this.#bodySize * 2
      );
    if (/^[a-z(]/.test(after) && !/[.!?]["\u201d)]?$/.test(before)) return true;
    return open.last.isOpen && !next.isIndented && !/[.!?]["\u201d)\]]?$/.test(before);
  }

  #begin(passage: Passage, kind: BlockKind): void {
    this.#close();
    this.#open = { rows: [...passage.rows], first: passage, last: passage, kind };
  }

  #extend(passage: Passage): void {
    if (!this.#open) return;
    this.#open.rows.push(...passage.rows);
    this.#open = { ...this.#open, last: passage };
  }

  #close(): void {
    if (this.#open) this.#push(this.#open.kind, this.#open.first, this.#joined(this.#open.rows), null);
    this.#open = null;
    this.#flush();
  }

  #references(passage: Passage): void {
    for (const rows of referencesIn(passage)) {
      const text = this.#joined(rows);
      const last = this.#blocks.at(-1);
      const isRest =
        last?.kind === 'REFERENCE' && rows === passage.rows && /^[a-z\d]/.test(text) && !startsReference(text);
      if (isRest) this.#blocks.splice(-1, 1, { ...last, text: joinedLines([last.text, text], this.#vocabulary) });
      else this.#push('REFERENCE', { ...passage, rows }, text, null);
    }
  }

  #add(kind: BlockKind, passage: Passage, text: string): void {
    this.#close();
    this.#section = 'TEXT';
    this.#push(kind, passage, text, null);
  }

  #push(kind: BlockKind, passage: Passage, text: string, level: number | null): void {
    this.#blocks.push(this.#made(kind, passage, text, level));
  }

  #made(kind: BlockKind, { page, area }: Passage, text: string, level: number | null): Block {
    return { kind, text, level, page, box: boxOf(area) };
  }

  #joined(rows: readonly Row[]): string {
    return joinedLines(rows.map(textOf), this.#vocabulary);
  }
}

/** Each begins with its number, or at the edge where the rows under it stand in. */
function referencesIn({ rows }: Passage): readonly (readonly Row[])[] {
  const left = Math.min(...rows.map(({ area }) => area.left));
  const isHanging = rows.filter(({ area }) => area.left > left + 5).length >= rows.length * 0.25;
  const found: Row[][] = [];
  for (const row of rows) {
    const begins =
      startsReference(textOf(row)) ||
      (isHanging && row.area.left < left + 3 && !startsReference(textOf(rows[0] ?? row)));
    const last = found.at(-1);
    if (!last || begins) found.push([row]);
    else last.push(row);
  }
  return found.length === 1 ? [rows] : found;
}
