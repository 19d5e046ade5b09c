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

/** The take that a place of a segment would show now, as `TakeRow` has it. */
const takeRow = (part: string, { scope }: Place): string => `(
  SELECT json_build_object('id', a.id, 'type', a.type, 'status', a.status, 'mimeType', a.mime_type,
    'durationSeconds', a.duration_seconds, 'voice', a.voice, 'source', a.source, 'prompt', a.prompt,
    'generatedAt', a.generated_at, 'notes', a.notes, 'originRunId', a.origin_run_id, 'isStale', a.wish_hash <> p.wish_hash)
  FROM slot p JOIN asset a ON a.id = p.current_id
  WHERE p.owner_id = s.id AND p.part = '${part}'${scope('p')}${scope('a')})`;

const TIMED = `coalesce(jsonb_path_query_array(t.cut, '$.picture[*].assetId'), '[]')
  || coalesce(jsonb_path_query_array(t.cut, '$.narration[*].assetId'), '[]')`;

/** What `ManifestRows` has. */
const manifestRows = (script: Row, place: Place): string => {
  const takes = ['audio', 'picture', 'video'].map((part) => `'${part}', ${takeRow(part, place)}`).join(', ');
  const { scope } = place;
  return `SELECT json_build_object('name', ${script('name')},
    'segments', (SELECT coalesce(json_agg(json_build_object('idx', s.idx, 'text', s.text, ${takes}) ORDER BY s.idx), '[]')
      ${segmentsOf(script, scope('s'))}),
    'timed', coalesce((SELECT ${TIMED} FROM timeline t WHERE t.script_id = ${script('id')}${scope('t')}), '[]'))`;
};

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
      assetManifest: computed(manifestRows),
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
