import type { EntityManager } from 'typeorm';
import { FigureReference, Segment } from '../../entities/segment.entity';
import { Slot } from '../../entities/slot.entity';
import { type Page, referenceRows, type SegmentRow, segmentRow, segmentSlotRows } from './script-rows';
import type { WrittenSegment } from './written-script';

/** A statement takes 65,535 parameters: 500 segments with three slots each bind 25,500, 5,000 references 30,000. */
export const ROWS_A_STATEMENT = 500;
const REFERENCES_A_STATEMENT = 5_000;

/** The segments of a script that has none, each with its places to fill and what it names. Answers their row ids, in order. */
export async function insertSegments(
  manager: EntityManager,
  written: readonly WrittenSegment[],
  page: Page,
): Promise<string[]> {
  const segments = written.map((segment, idx) => segmentRow(segment, idx, page));
  for (const batch of batches(segments, ROWS_A_STATEMENT)) {
    await manager.insert(Segment, batch.map(withoutFigures));
    await manager.insert(
      Slot,
      batch.flatMap((segment) => segmentSlotRows(segment, page)),
    );
  }
  for (const batch of batches(segments.flatMap(referenceRows), REFERENCES_A_STATEMENT)) {
    await manager.insert(FigureReference, batch);
  }
  return segments.map(({ id }) => id);
}

const withoutFigures = ({ figures: _, ...segment }: SegmentRow) => segment;

export function* batches<T>(rows: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
