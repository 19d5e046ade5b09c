import { printableShotList } from '../exports/printable-shot-list';
import { shotListCsv } from '../exports/shot-list-csv';
import { shotListJson } from '../exports/shot-list-json';
import type { ShotListRows } from './list-rows';
import { storedList } from './stored-list';

export const SHOT_LIST_FORMATS = ['JSON', 'CSV', 'PRINTABLE'] as const;
export type ShotListFormat = (typeof SHOT_LIST_FORMATS)[number];

/** A shot list as it is kept, as a file. */
export function exportedList(rows: ShotListRows, format: ShotListFormat): string {
  const list = storedList(rows);
  if (format === 'CSV') return shotListCsv(list);
  return format === 'PRINTABLE' ? printableShotList(list) : shotListJson(list, { projectId: rows.list.projectId });
}
