import type { Row, Tables } from '../table';
import { computed, list, page, sql, toOne } from '../table';
import { ownedSlots, slotNamed } from './slot';

const segmentsOf = (row: Row, wall: string): string => `FROM segment s WHERE s.script_id = ${row('id')}${wall}`;

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
        where: (segment, { args }) =>
          args.given('intents') ? [`${segment('intent')} = ANY(${args.value(['intents'], 'text[]')})`] : [],
      }),
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
  FigureReference: { from: 'figure_reference' },
};
