import { shownModeSql } from '../../pipeline/production/dop';
import type { Place, Row, Tables } from '../table';
import { among, computed, list, one, page, sql, toOne } from '../table';
import { numbersOf } from './asset';
import { figuresOfScript, meantBy, speaksOf } from './figure';
import { flagIn, numberIn, objectIn, textIn, uuidIn, wholeIn } from './json';
import { librarianFields } from './librarian';
import { ownedSlots, slotNamed } from './slot';

const segmentsOf = (row: Row, wall: string): string => `FROM segment s WHERE s.script_id = ${row('id')}${wall}`;

/** The first mention of each figure that the script has no picture of. */
const unresolvedFigures = (script: Row, { scope }: Place): string => `(
  SELECT DISTINCT ON (r.kind, r.number) r.*
  FROM segment s JOIN figure_reference r ON r.segment_id = s.id
  WHERE s.script_id = ${script('id')}${scope('s')}${scope('r')} AND NOT EXISTS (
    SELECT 1 FROM slot p WHERE p.owner_id = ${meantBy('s.script_id', (column) => `r.${column}`)}
      AND p.part = 'picture' AND p.current_id IS NOT NULL${scope('p')})
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

/** A path, as for the sentences of an asset: what is no list fails no statement. */
const stretchesOf =
  (column: string) =>
  (segment: Row): string =>
    `(SELECT i.said, i.ordinality FROM jsonb_path_query(${segment(column)}, '$[*]') WITH ORDINALITY i(said, ordinality))`;

/** As a file names what fills a place now. */
const take = (owner: string, part: string, name: string, { scope }: Place): string => `(
  SELECT ${name} FROM slot p JOIN asset a ON a.id = p.current_id${scope('a')}
  WHERE p.owner_id = ${owner} AND p.part = '${part}'${scope('p')})`;

const snake = (name: string): string => name.replace(/[A-Z]/g, '_$&').toLowerCase();
const member = (name: string, value: string): string => `'${name}', ${value}`;
const columns = (alias: string, names: readonly string[]): string[] =>
  names.map((name) => member(name, `${alias}.${snake(name)}`));

/** A `WrittenSegment` as JSON. */
const writtenSegment = (place: Place): string =>
  `json_build_object(${[
    ...columns('s', ['text', 'intent', 'keyConcepts', 'importance', 'visualDirection', 'displayMode', 'perspective']),
    ...columns('s', ['contentTypeHint', 'sourceAttributions', 'estimatedSeconds', 'actualSeconds']),
    member(
      'figures',
      `(SELECT coalesce(json_agg(json_build_object(${columns('r', ['kind', 'number', 'panel'])}) ORDER BY r.position), '[]')
      FROM figure_reference r WHERE r.segment_id = s.id${place.scope('r')})`,
    ),
    member('audioFile', take('s.id', 'audio', "'media/' || a.sha256", place)),
    member('visualAssetId', take('s.id', 'picture', "'Asset_' || a.id", place)),
  ]})`;

const FACTS = ['externalId', 'trialId', 'sourceDocument', 'generationPrompt', 'productionStyle', 'contentType'];

/** A `WrittenScript` as JSON, with the segments of one of its revisions. */
function written(script: Row, { version, segments }: { version: string; segments: string }, place: Place): string {
  const figure = [
    ...columns('f', ['kind', 'number', 'caption', 'description']),
    member('path', `coalesce(${take('f.id', 'picture', "'media/' || a.sha256", place)}, '')`),
  ];
  return `json_build_object(${[
    member('title', script('name')),
    member('version', version),
    ...[...FACTS, 'perspective', 'variantOf', 'sourcesUsed', 'createdAt'].map((name) =>
      member(name, script(snake(name))),
    ),
    member('segments', segments),
    member(
      'figures',
      `(SELECT coalesce(json_agg(json_build_object(${figure}) ORDER BY f.kind, f.number), '[]')
        FROM ${figuresOfScript(script, place)} f WHERE f.id = workprint_figure_meant(${script('id')}, f.kind, f.number, NULL))`,
    ),
  ]})`;
}

/** Whole in any format: a document may ask for several, and they share the hidden key. */
function writtenScript(script: Row, place: Place): string {
  const segments = `(SELECT coalesce(json_agg(${writtenSegment(place)} ORDER BY s.idx), '[]') ${segmentsOf(script, place.scope('s'))})`;
  return `SELECT ${written(script, { version: script('revision'), segments }, place)}`;
}

/** A kept row of a segment as a `WrittenSegment`: what its release did not know yet is as it is for a new one. Its media are not kept. */
const KEPT_SEGMENT = [
  ...[
    'text',
    'visualDirection',
    'displayMode',
    'perspective',
    'contentTypeHint',
    'estimatedSeconds',
    'actualSeconds',
  ].map((name) => member(name, `i.line->'${snake(name)}'`)),
  member('intent', "coalesce(i.line->'intent', '\"BACKGROUND\"')"),
  member('importance', "coalesce(i.line->'importance', '0.5')"),
  member('keyConcepts', "coalesce(i.line->'key_concepts', '[]')"),
  member('sourceAttributions', "coalesce(i.line->'source_attributions', '[]')"),
  member('figures', "coalesce(i.line->'figure_references', '[]')"),
  member('audioFile', 'NULL'),
  member('visualAssetId', 'NULL'),
].join(', ');

function writtenRevision(revision: Row, place: Place): string {
  const segments = `(SELECT coalesce(json_agg(json_build_object(${KEPT_SEGMENT}) ORDER BY i.ordinality), '[]')
    FROM jsonb_path_query(${revision('segments')}::jsonb, '$[*]') WITH ORDINALITY i(line, ordinality))`;
  const script: Row = (column) => `c.${column}`;
  return `SELECT ${written(script, { version: revision('revision'), segments }, place)}
    FROM structured_script c WHERE c.id = ${revision('script_id')}${place.scope('c')}`;
}

export const scriptTables: Tables = {
  StructuredScript: {
    from: 'structured_script',
    fields: {
      slots: ownedSlots,
      draft: slotNamed('draft'),
      notes: sql(
        (script, { scope }) =>
          `coalesce((SELECT d.notes FROM script_draft d WHERE d.asset_id = ${script('laid_out_id')}${scope('d')}), '{}')`,
      ),
      project: toOne('project_id'),
      segments: page({
        on: (script, segment) => `${segment('script_id')} = ${script('id')}`,
        orders: {
          default: { keys: [{ column: 'idx', type: 'int' }] },
        },
        where: (segment, { args }) => [
          ...(args.given('intents') ? [among(segment('intent'), args, ['intents'])] : []),
          ...(args.given('numbers') ? [`(${segment('idx')} + 1) <@ ${numbersOf(args, ['numbers'])}`] : []),
        ],
      }),
      sources: list({
        from: (script, { scope }) => `(
          SELECT d.*, x.position FROM script_document x JOIN document d ON d.id = x.document_id
          WHERE x.script_id = ${script('id')}${scope('x')}${scope('d')})`,
        order: (document) => document('position'),
      }),
      figures: list({
        from: figuresOfScript,
        order: (figure) => `${figure('kind')}, ${figure('number')}, ${figure('place')}`,
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
      text: computed(writtenScript),
      ...librarianFields,
      revisions: page({
        on: (script, revision) => `${revision('script_id')} = ${script('id')}`,
        orders: { default: { keys: [{ column: 'revision', type: 'int' }], descending: true } },
      }),
    },
  },
  ScriptRevision: {
    from: 'script_revision',
    fields: {
      text: computed(writtenRevision),
    },
  },
  Segment: {
    from: 'segment',
    fields: {
      slots: ownedSlots,
      script: toOne('script_id'),
      number: sql((row) => `${row('idx')} + 1`),
      displayMode: sql((row) => shownModeSql(row)),
      visualDirection: sql((row) => `coalesce(${row('visual_direction')}, ${row('directed_direction')})`),
      figureReferences: list({
        on: (segment, reference) => `${reference('segment_id')} = ${segment('id')}`,
        order: (reference) => reference('position'),
      }),
      audio: slotNamed('audio'),
      picture: slotNamed('picture'),
      video: slotNamed('video'),
      sourceAttributions: list({
        from: stretchesOf('source_attributions'),
        order: (attribution) => attribution('ordinality'),
      }),
      claims: list({ from: stretchesOf('claims'), order: (claim) => claim('ordinality') }),
    },
  },
  Claim: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      text: sql((row) => textIn(row('said'), 'text')),
      supported: sql((row) => flagIn(row('said'), 'supported')),
      source: one((claim, document) => `${document('id')} = ${uuidIn(claim('said'), 'documentId')}`),
      position: sql((row) => wholeIn(row('said'), 'position')),
      page: sql((row) => wholeIn(row('said'), 'page')),
    },
  },
  SourceAttribution: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      sourceId: sql((row) => textIn(row('said'), 'sourceId')),
      sourceType: sql((row) => textIn(row('said'), 'sourceType')),
      atomsUsed: sql((row) => objectIn(row('said'), 'atomsUsed')),
      confidence: sql((row) => numberIn(row('said'), 'confidence')),
      label: sql((row) => textIn(row('said'), 'label')),
    },
  },
  FigureReference: {
    from: 'figure_reference',
    fields: {
      document: toOne('document_id'),
      figure: one((reference, figure, { scope }) => {
        const script = `(SELECT s.script_id FROM segment s WHERE s.id = ${reference('segment_id')}${scope('s')})`;
        return `${figure('id')} = ${meantBy(script, reference)}`;
      }),
    },
  },
  Figure: {
    from: 'figure',
    fields: {
      slots: ownedSlots,
      document: toOne('document_id'),
      script: toOne('script_id'),
      slot: slotNamed('picture'),
      discussedIn: list({
        on: speaksOf,
        order: (segment) => `${segment('script_id')}, ${segment('idx')}`,
      }),
    },
  },
};
