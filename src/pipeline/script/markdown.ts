import { InvalidInput } from '../errors';
import { type MarkdownParagraph, markdownBlocks } from './markdown-blocks';
import type { Image } from './markdown-inline';
import { SPEAKER } from './markdown-lines';
import { faultsOf, MOST_FAULTS, segmentRemarks } from './script-file';
import type { TextField } from './script-limits';
import { remarksToJson } from './structured-script';
import {
  completed,
  type ScriptDraft,
  type SegmentDraft,
  type WrittenFigure,
  type WrittenScript,
  type WrittenSegment,
} from './written-script';

/** A script out of Markdown: one segment a paragraph or list, with what the comments before it say of it. */
export function scriptFromMarkdown(text: string, field: TextField = 'text'): WrittenScript {
  return completed(draftFromMarkdown(text, field));
}

/** Only what the text says. */
export function draftFromMarkdown(text: string, field: TextField = 'text'): ScriptDraft {
  const { title, paragraphs, images } = markdownBlocks(text, field);
  const segments = paragraphs.map((paragraph) => draftOf(paragraph, (got) => badRemarks(paragraph, got, field)));
  return { title, segments, figures: figuresOf(images) };
}

type Refuse = (got: string) => InvalidInput;

function draftOf({ text, remarks }: MarkdownParagraph, refuse: Refuse): SegmentDraft {
  if (remarks === null) return { text };
  const { success, data, error } = segmentRemarks.safeParse(parsed(remarks, refuse));
  if (success) return { text, ...data };
  throw refuse(faultsOf(error.issues).slice(0, MOST_FAULTS).join('; '));
}

function parsed(remarks: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(remarks);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function badRemarks({ line }: MarkdownParagraph, got: string, field: TextField): InvalidInput {
  return new InvalidInput(`What the comment before line ${line} says of its segment cannot be read.`, {
    field: ['input', field],
    expected: 'a comment such as <!-- segment {"intent":"recap"} -->',
    got,
    remedy: 'Mend the comment or take it away.',
  });
}

const FIGURE_ALT = /^(fig|tab)(?:ure|le|\.)?\s{0,3}(\d{1,4})[a-z]?(?![\p{L}\p{N}])\s{0,3}[.:–—-]?\s*(.*)$/isu;

/** Images whose text begins with `Figure 3`: the rest of it is the caption. The first of a number counts. */
function figuresOf(images: readonly Image[]): WrittenFigure[] {
  const figures = new Map<string, WrittenFigure>();
  for (const { alt, path } of images) {
    const [, word, digits, caption = ''] = FIGURE_ALT.exec(alt.trim()) ?? [];
    const number = Number(digits);
    if (!word || !(number >= 1)) continue;
    const kind = word.toLowerCase() === 'tab' ? 'TABLE' : 'FIGURE';
    const key = `${kind} ${number}`;
    if (!figures.has(key)) figures.set(key, { kind, number, path, caption: caption.trim(), description: '' });
  }
  return [...figures.values()];
}

/** A readable document; read back it gives the same segments with the same remarks. */
export function scriptToMarkdown({ title, segments, figures }: WrittenScript): string {
  const parts = [
    ...(title ? [`# ${escaped(title.replace(/\s+/g, ' ').trim())}`] : []),
    ...segments.flatMap((segment) => [`<!-- segment ${remarksOf(segment)} -->`, escaped(segment.text)]),
    ...figures.map(imageOf),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What is nothing is left out, but for concepts: where none are named, some would be found. No `--`, which ends a comment. */
function remarksOf(segment: WrittenSegment): string {
  const { key_concepts, ...remarks } = remarksToJson(segment);
  const said = Object.entries(remarks).filter(([, value]) => !isNothing(value));
  const json = JSON.stringify({ ...Object.fromEntries(said), key_concepts });
  return json.replaceAll('>', '\\u003e').replace(/-(?=-)/g, '\\u002d');
}

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

function imageOf({ kind, number, caption, path }: WrittenFigure): string {
  const name = kind === 'TABLE' ? `Table ${number}` : `Figure ${number}`;
  const said = caption.replace(/\s+/g, ' ').trim();
  const address = path.replace(/[\r\n]/g, '');
  const target = /^[^\s()<>\\"']*$/.test(address) ? address : `<${address.replace(/[<>\\]/g, '\\$&')}>`;
  return `![${escaped(said === '' ? name : `${name}: ${said}`)}](${target})`;
}

const LINE_BEGINS = /^(?:(\d{1,9})(?=[.)])|(?=[#>+=(:-]))/;

/** Text in which Markdown finds nothing to interpret. Its line ends stay, as lines that end with a backslash. */
export function escaped(text: string): string {
  return text.split('\n').map(escapedLine).join('\\\n');
}

function escapedLine(line: string): string {
  const said = line.trim();
  const before = line.slice(0, line.length - line.trimStart().length);
  const after = line.slice(line.trimEnd().length);
  const safe = said
    .replace(/[\\`*_[\]<&~|]/g, '\\$&')
    .replace(LINE_BEGINS, '$1\\')
    .replace(SPEAKER, (label) => label.replace(':', '\\:'))
    .replaceAll('\r', '&#13;');
  return asEntities(before) + safe + asEntities(after);
}

/** Blanks at either end of a line would be lost. */
const asEntities = (blanks: string): string => blanks.replace(/./gsu, (blank) => `&#${blank.codePointAt(0)};`);
