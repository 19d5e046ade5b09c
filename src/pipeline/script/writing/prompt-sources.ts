import type { Atom } from '../../knowledge/atom';
import { splitSentences } from '../../values/sentences';
import type { BriefSource, WritingBrief } from './brief';

/** A token of English is some four characters; counting low would overfill the model. */
const CHARACTERS_A_TOKEN = 3.5;
/** What an atom costs beside its text: `[123] (Results, p. 12) `. */
const CHARACTERS_OF_LABEL = 24;
const SHORT_SENTENCES = 2;

const NOT_SHOWN: readonly string[] = ['CITATION', 'EQUATION', 'AUTHOR', 'DATE', 'KEYWORD', 'TITLE'];
const FIGURES: readonly string[] = ['FIGURE', 'CHART', 'TABLE', 'DIAGRAM'];

interface Room {
  /** For all sources together. */
  readonly mostTokens: number;
}

/**
 * The sources as a model reads them: atoms by their positions, between fences. Where they are too long, what matters less is told
 * by its first sentences, then not at all; `[…]` stands for what is missing.
 */
export function sourcesForPrompt({ sources, language }: WritingBrief, { mostTokens }: Room): string {
  const sizes = sources.map(sizeOf);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const room = mostTokens * CHARACTERS_A_TOKEN;
  return sources
    .map((source, idx) => {
      const share = all <= room ? Number.POSITIVE_INFINITY : (room * (sizes[idx] ?? 0)) / all;
      return `${headOf(source, idx)}\n${bodyOf(source, { characters: share, language })}\n</source>`;
    })
    .join('\n\n');
}

/** Nothing within a source may look like the end of it. */
export const fenced = (text: string): string => text.replace(/</g, '‹').replace(/>/g, '›').replace(/\s+/g, ' ').trim();

function headOf({ title, authors, attribution }: BriefSource, idx: number): string {
  const by = authors.length > 0 ? ` authors="${quoted(authors.join(', '))}"` : '';
  const named = attribution === null ? '' : ` named="${quoted(attribution)}"`;
  return `<source number="${idx + 1}" title="${quoted(title)}"${by}${named}>`;
}

const quoted = (text: string): string => fenced(text).replace(/"/g, '”');

const isShown = ({ kind, zone, text }: Atom): boolean =>
  !NOT_SHOWN.includes(kind) && (zone === 'FRONT' || zone === 'BODY') && text.trim() !== '';

const sizeOf = ({ atoms }: BriefSource): number =>
  atoms.filter(isShown).reduce((sum, atom) => sum + costOf(atom.text), 0);

const costOf = (text: string): number => text.length + CHARACTERS_OF_LABEL;

interface Share {
  readonly characters: number;
  readonly language: string;
}

/** What matters most first gets in whole, then in short, as long as there is room. */
function bodyOf(source: BriefSource, { characters, language }: Share): string {
  const shown = source.atoms.filter(isShown);
  const texts = new Map<Atom, string>();
  let left = characters;
  for (const atom of [...shown].sort((a, b) => rankOf(b) - rankOf(a) || a.position - b.position)) {
    const short = costOf(atom.text) <= left ? atom.text : inShort(atom.text, language);
    if (costOf(short) > left) continue;
    left -= costOf(short);
    texts.set(atom, short);
  }
  return withGaps(shown, texts).join('\n');
}

const rankOf = ({ kind, importance }: Atom): number => {
  if (kind === 'ABSTRACT') return 3;
  if (FIGURES.includes(kind)) return 2;
  return kind === 'SECTION_HEADER' ? 1.5 : importance;
};

function inShort(text: string, language: string): string {
  const sentences = splitSentences(text, language);
  return sentences.length > SHORT_SENTENCES ? `${sentences.slice(0, SHORT_SENTENCES).join(' ')} […]` : text;
}

function withGaps(shown: readonly Atom[], texts: ReadonlyMap<Atom, string>): string[] {
  const lines: string[] = [];
  for (const atom of shown) {
    const text = texts.get(atom);
    if (text !== undefined) lines.push(lineOf(atom, text));
    else if (lines.at(-1) !== '[…]') lines.push('[…]');
  }
  return lines;
}

function lineOf({ position, kind, section, page, figure }: Atom, text: string): string {
  const label = figure ? `${figure.kind === 'TABLE' ? 'Table' : 'Figure'} ${figure.number}, ` : '';
  if (kind === 'SECTION_HEADER') return `\n[${position}] ## ${fenced(text)}`;
  const where = section === null ? '' : `${fenced(section)}, `;
  return `[${position}] (${label}${where}p. ${page}) ${fenced(text)}`;
}
