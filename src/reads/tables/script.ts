import type { Place, Row, Tables } from '../table';
import { computed, list, one, page, sql, toOne } from '../table';
import { numbersOf } from './asset';
import { ownedSlots, slotNamed } from './slot';

const segmentsOf = (row: Row, wall: string): string => `FROM segment s WHERE s.script_id = ${row('id')}${wall}`;

/** The first mention of each figure that the script does not have. */
const unresolvedFigures = (script: Row, { scope }: Place): string => `(
  SELECT DISTINCT ON (r.kind, r.number) r.*
  FROM segment s JOIN figure_reference r ON r.segment_id = s.id
  WHERE s.script_id = ${script('id')}${scope('s')}${scope('r')} AND NOT EXISTS (
    SELECT 1 FROM figure f WHERE f.script_id = ${script('id')} AND f.kind = r.kind AND f.number = r.number${scope('f')})
  ORDER BY r.kind, r.number, s.idx, r.position)`;

export const scriptTables: Tables = {
  StructuredScript: {
    from: 'structured_script',
    fields: {
      project: toOne('project_id'),
      segments: page({
        on: (script, segment) => `${segment('script_id')} = ${script('id')}`,
        orders: {
          default: { keys: [{ column: 'idx', type: 'int' }] },
        },
        where: (segment, { args }) => [
          ...(args.given('intents') ? [`${segment('intent')} = ANY(${args.value(['intents'], 'text[]')})`] : []),
          ...(args.given('numbers') ? [`(${segment('idx')} + 1) <@ ${numbersOf(args, ['numbers'])}`] : []),
        ],
      }),
      figures: list({
        on: (script, figure) => `${figure('script_id')} = ${script('id')}`,
        order: (figure) => `${figure('kind')}, ${figure('number')}`,
      }),
      unresolvedFigures: list({
        from: unresolvedFigures,
        order: (reference) => `${reference('kind')}, ${reference('number')}`,
      }),
      timeline: one((script, timeline) => `${timeline('script_id')} = ${script('id')}`),
      estimatedSeconds: sql(
        (row, { scope }) => `(SELECT coalesce(sum(s.estimated_seconds), 0) ${segmentsOf(row, scope('s'))})`,
      ),
      actualSeconds: sql(
        (row, { scope }) =>
          `(SELECT CASE WHEN bool_and(s.actual_seconds IS NOT NULL) THEN sum(s.actual_seconds) END ${segmentsOf(row, scope('s'))})`,
      ),
      text: computed((row, { scope }) => `SELECT json_agg(s.text ORDER BY s.idx) ${segmentsOf(row, scope('s'))}`),
    },
  },
  Segment: {
    from: 'segment',
    fields: {
      slots: ownedSlots,
      script: toOne('script_id'),
      number: sql((row) => `${row('idx')} + 1`),
      figureReferences: list({
        on: (segment, reference) => `${reference('segment_id')} = ${segment('id')}`,
        order: (reference) => reference('position'),
      }),
      audio: slotNamed('audio'),
      picture: slotNamed('picture'),
      video: slotNamed('video'),
    },
  },
  FigureReference: {
    from: 'figure_reference',
    fields: {
      figure: one(
        (reference, figure, { scope }) =>
          `${figure('script_id')} = (SELECT s.script_id FROM segment s WHERE s.id = ${reference('segment_id')}${scope('s')})
            AND ${figure('kind')} = ${reference('kind')} AND ${figure('number')} = ${reference('number')}`,
      ),
    },
  },
  Figure: {
    from: 'figure',
    fields: {
      slots: ownedSlots,
      script: toOne('script_id'),
      slot: slotNamed('picture'),
      discussedIn: list({
        on: (figure, segment, { scope }) =>
          `${segment('script_id')} = ${figure('script_id')} AND EXISTS (SELECT 1 FROM figure_reference r
            WHERE r.segment_id = ${segment('id')} AND r.kind = ${figure('kind')} AND r.number = ${figure('number')}${scope('r')})`,
        order: (segment) => segment('idx'),
      }),
    },
  },
};
