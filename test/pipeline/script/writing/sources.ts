import type { Atom, AtomKind } from '../../../../src/pipeline/knowledge/atom';
import type { BlockKind } from '../../../../src/pipeline/knowledge/reading';
import type { BriefFigure, BriefSource, WritingBrief } from '../../../../src/pipeline/script/writing/brief';

interface Facts {
  readonly documentId?: string;
  readonly attribution?: string | null;
  readonly authors?: readonly string[];
}

const IMPORTANCE: Partial<Record<AtomKind, number>> = { TITLE: 1, ABSTRACT: 0.8, SECTION_HEADER: 0.8, FIGURE: 0.7 };
const PARAGRAPHS_A_PAGE = 4;

/**
 * A source as a reader would give it, out of a few lines of text: `# Title`, `## Section`, `### Subsection`, `Figure 3: caption`,
 * `- item`, `$ equation`; a paragraph under `## Abstract` is the abstract.
 */
export function sourceOf(
  text: string,
  { documentId = 'doc-1', attribution = null, authors = [] }: Facts = {},
): BriefSource {
  const atoms: Atom[] = [];
  const figures: BriefFigure[] = [];
  let title = '';
  const headings: Atom[] = [];
  for (const block of text
    .split(/\n\s*\n/)
    .map((it) => it.trim().replace(/\s+/g, ' '))
    .filter(Boolean)) {
    const [, marks = '', heading = ''] = /^(#+) (.*)$/.exec(block) ?? [];
    const [, word, number, caption = ''] = /^(Figure|Table) (\d+): (.*)$/.exec(block) ?? [];
    const page = 1 + Math.floor(atoms.length / PARAGRAPHS_A_PAGE);
    const section = headings.at(-1) ?? null;
    const base = { position: atoms.length, page, box: null, topics: [], entities: [], figure: null, form: null };
    const under = { section: section?.text ?? null, parent: section?.position ?? null };
    const atom = (kind: AtomKind, words: string, form: BlockKind | null = null): Atom => ({
      ...base,
      ...under,
      kind,
      form,
      text: words,
      importance: IMPORTANCE[kind] ?? 0.5,
      zone: kind === 'TITLE' || kind === 'ABSTRACT' ? 'FRONT' : 'BODY',
    });
    if (marks.length === 1) {
      title = heading;
      atoms.push(atom('TITLE', heading));
    } else if (marks) {
      headings.splice(marks.length - 2);
      const parent = headings.at(-1);
      const header = {
        ...atom('SECTION_HEADER', heading),
        section: parent?.text ?? null,
        parent: parent?.position ?? null,
      };
      headings.push(header);
      atoms.push(header);
    } else if (word) {
      const kind = word === 'Table' ? 'TABLE' : 'FIGURE';
      atoms.push({ ...atom(kind, caption), figure: { kind, number: Number(number) }, importance: 0.7 });
      figures.push({ kind, number: Number(number), caption, description: '', page });
    } else if (block.startsWith('$ ')) atoms.push(atom('EQUATION', block.slice(2)));
    else if (block.startsWith('- ')) atoms.push(atom('PARAGRAPH', block.slice(2), 'LIST_ITEM'));
    else atoms.push(atom(section?.text === 'Abstract' ? 'ABSTRACT' : 'PARAGRAPH', block));
  }
  return { documentId, title, attribution, authors, atoms, figures };
}

export function briefOf(sources: readonly BriefSource[], facts: Partial<WritingBrief> = {}): WritingBrief {
  return {
    sources,
    minutes: 3,
    wordsPerMinute: 150,
    audience: null,
    language: 'en',
    profile: null,
    variation: 0,
    ...facts,
  };
}
