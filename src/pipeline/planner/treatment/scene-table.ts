import type { Warn } from '../warnings';
import { FIELD_WORDS, type FieldName } from './field-words';
import { folded } from './folded';
import { sceneFrom } from './scene';
import { sceneHeading } from './scene-heading';
import { behindMarker } from './scene-marker';
import type { SourceLine } from './source-lines';
import type { TreatmentScene } from './treatment';
import { isNothing } from './values';
import { wordKey, wordTable } from './word-table';

type Column = FieldName | 'SCENE';
const SCENE_WORDS = wordTable<'SCENE'>({
  SCENE: 'scene|scenes|scene #|scene no|scene number|escena|szene|scène|сцена|场景|シーン|المشهد|סצנה',
});
const RULE = /^[\s|:-]*-[\s|:-]*$/;

export interface SceneTable {
  readonly columns: readonly (Column | null)[];
  readonly rows: readonly { readonly line: SourceLine; readonly cells: readonly string[] }[];
}

/** Pipe tables whose header names a scene and anything that a scene has. */
export function sceneTables(lines: readonly SourceLine[]): readonly SceneTable[] {
  const tables: SceneTable[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const header = lines[index];
    const columns = header && !header.isInsideQuote ? columnsOf(header.text) : null;
    if (columns === null) continue;
    const body = rowsBehind(lines, index);
    const rows = body
      .filter(({ text }) => !RULE.test(folded(text)))
      .map((line) => ({ line, cells: cellsOf(line.text) }));
    tables.push({ columns, rows: rows.filter(({ cells }) => cells.some((cell) => !isNothing(cell))) });
    index += body.length;
  }
  return tables;
}

function rowsBehind(lines: readonly SourceLine[], index: number): readonly SourceLine[] {
  let end = index + 1;
  for (let line = lines[end]; line !== undefined && isRow(line); line = lines[end]) end += 1;
  return lines.slice(index + 1, end);
}

function isRow({ text, isBlank }: SourceLine): boolean {
  return !isBlank && /[|｜]/.test(text);
}

function columnsOf(text: string): readonly (Column | null)[] | null {
  if (!/[|｜]/.test(text) || text.length > 600) return null;
  const columns = cellsOf(text).map((cell) => SCENE_WORDS.get(wordKey(cell)) ?? FIELD_WORDS.get(wordKey(cell)) ?? null);
  return columns.includes('SCENE') && columns.some((column) => column !== null && column !== 'SCENE') ? columns : null;
}

/** `\|` is no end of a cell. */
function cellsOf(text: string): readonly string[] {
  const row = text.replace(/^\s*[|｜]/, '').replace(/(?<!\\)[|｜]\s*$/, '');
  return row.split(/(?<!\\)[|｜]/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

export function scenesOfTable({ columns, rows }: SceneTable, warn: Warn): readonly TreatmentScene[] {
  return rows.map(({ line, cells }) => {
    const told = cells.flatMap((value, index) => {
      const name = columns[index];
      return name && name !== 'SCENE' && value !== '' ? [{ name, line: line.number, items: [value] }] : [];
    });
    const heading = sceneHeading(headingOf(cells[columns.indexOf('SCENE')] ?? '', line));
    return sceneFrom({ line: line.number, heading, words: { fields: told, prose: [], unknown: [] } }, warn);
  });
}

/** `1`, `1. Hook`, `Scene 1 — Hook`. */
function headingOf(cell: string, line: SourceLine): string {
  const text = cell.replace(/^[*_]+|[*_]+$/g, '');
  const behind = behindMarker({ ...line, text, level: 1 }, 'SCENE');
  return behind ?? text.replace(/^[#\s]*\p{N}{1,4}[a-z]?(?:$|[\s.):：–—-]+)/u, '');
}

/** All lines but those of tables. */
export function withoutTables(lines: readonly SourceLine[], tables: readonly SceneTable[]): readonly SourceLine[] {
  const rows = new Set(tables.flatMap(({ rows: body }) => body.map(({ line }) => line.number)));
  return rows.size === 0 ? lines : lines.filter(({ number }) => !rows.has(number));
}
