import { FILM_QUERY, LIBRARY_QUERY, PAGE_QUERY, SCRIPT_QUERY } from './questions';

/** What a person who knows Postgres writes by hand: one statement, JSON functions, joins where rows are certain. */
const current = (slot: string): string => `SELECT a.* FROM asset a WHERE a.id = ${slot}.current_id`;
const approved = (slot: string): string => `SELECT a.* FROM asset a WHERE a.id = ${slot}.approved_id`;

const slotOf = (owner: string, part: string): string =>
  `JOIN slot ${part} ON ${part}.owner_id = ${owner}.id AND ${part}.part = '${part}'`;

const scriptSlot = (part: string): string => `'${part}', json_build_object('id', 'Slot_' || ${part}.id, 'current', (
  SELECT json_build_object('id', 'Asset_' || a.id, 'take', a.take, 'status', a.status, 'tags', a.tags,
    'media', json_build_object('sha256', a.sha256, 'mimeType', a.mime_type, 'bytes', a.bytes),
    'cost', json_build_object('amount', to_char(a.cost_micros / 1e6, 'FM999999990.0000'), 'currency', 'USD'),
    'audit', json_build_object('nodes', (
      SELECT coalesce(json_agg(json_build_object('seq', e.seq, 'at', e.at, 'actor', e.actor, 'from', e.from_status, 'to', e.to_status,
        'reason', e.reason) ORDER BY e.seq), '[]')
      FROM (SELECT * FROM audit_entry e WHERE e.asset_id = a.id ORDER BY e.seq LIMIT 10) e)))
  FROM (${current(part)}) a))`;

const SCRIPT = `
  SELECT json_build_object('data', json_build_object('script', (
    SELECT json_build_object('id', 'StructuredScript_' || s.id, 'name', s.name, 'segments', json_build_object('nodes', (
      SELECT coalesce(json_agg(json_build_object('id', 'Segment_' || g.id, 'number', g.idx + 1, 'text', g.text, 'intent', g.intent,
        'estimatedSeconds', g.estimated_seconds, ${['audio', 'picture', 'video'].map(scriptSlot).join(', ')}) ORDER BY g.idx), '[]')
      FROM (SELECT * FROM segment g WHERE g.script_id = s.id ORDER BY g.idx LIMIT 250) g
      ${['audio', 'picture', 'video'].map((part) => slotOf('g', part)).join('\n')})))
    FROM structured_script s WHERE s.id = $1)))`;

const pageSlot = (part: string): string => `'${part}', json_build_object('current', (
  SELECT json_build_object('id', 'Asset_' || a.id, 'take', a.take, 'status', a.status, 'tags', a.tags,
    'media', json_build_object('sha256', a.sha256, 'mimeType', a.mime_type, 'durationSeconds', a.duration_seconds,
      'size', CASE WHEN a.width IS NOT NULL THEN json_build_object('width', a.width, 'height', a.height) END),
    'review', json_build_object('approvedAt', a.approved_at, 'approvedBy', a.approved_by, 'rejectedReason', a.rejected_reason))
  FROM (${current(part)}) a))`;

const PAGE = `
  SELECT json_build_object('data', json_build_object('shotList', (
    SELECT json_build_object('shots', json_build_object('nodes', (
      SELECT coalesce(json_agg(json_build_object('id', 'Shot_' || t.id, 'key', t.key, 'number', t.number, 'shotType', t.shot_type,
        'durationFrames', t.duration_frames, ${['still', 'clip'].map(pageSlot).join(', ')})
        ORDER BY t.scene_number, t.number), '[]')
      FROM (SELECT t.*, c.number AS scene_number FROM shot t JOIN scene c ON c.id = t.scene_id WHERE t.shot_list_id = l.id
        ORDER BY c.number, t.number LIMIT 50) t
      ${['still', 'clip'].map((part) => slotOf('t', part)).join('\n')})))
    FROM shot_list l WHERE l.id = $1)))`;

const filmSlot = (part: string): string => `'${part}', json_build_object('approved', (
  SELECT json_build_object('id', 'Asset_' || a.id, 'take', a.take, 'status', a.status,
    'media', json_build_object('sha256', a.sha256, 'mimeType', a.mime_type))
  FROM (${approved(part)}) a))`;

const FILM = `
  SELECT json_build_object('data', json_build_object('shotList', (
    SELECT json_build_object('id', 'ShotList_' || l.id, 'title', l.title, 'scenes', json_build_object('nodes', (
      SELECT coalesce(json_agg(json_build_object('id', 'Scene_' || c.id, 'number', c.number, 'slugline', c.slugline,
        'shots', json_build_object('nodes', (
          SELECT coalesce(json_agg(json_build_object('id', 'Shot_' || t.id, 'key', t.key, 'number', t.number,
            'durationFrames', t.duration_frames, ${['still', 'clip'].map(filmSlot).join(', ')}) ORDER BY t.number), '[]')
          FROM (SELECT * FROM shot t WHERE t.scene_id = c.id ORDER BY t.number LIMIT 100) t
          ${['still', 'clip'].map((part) => slotOf('t', part)).join('\n')}))) ORDER BY c.number), '[]')
      FROM (SELECT * FROM scene c WHERE c.shot_list_id = l.id ORDER BY c.number LIMIT 100) c)))
    FROM shot_list l WHERE l.id = $1)))`;

const LIBRARY = `
  SELECT json_build_object('data', json_build_object('project', (
    SELECT json_build_object('assets', (
      SELECT json_build_object('nodes', coalesce(json_agg(json_build_object('id', 'Asset_' || a.id, 'take', a.take, 'status', a.status,
          'tags', a.tags, 'media', json_build_object('sha256', a.sha256, 'mimeType', a.mime_type, 'bytes', a.bytes))
          ORDER BY a.id DESC) FILTER (WHERE a.place <= 20), '[]'),
        'pageInfo', json_build_object('hasNextPage', count(*) > 20))
      FROM (SELECT a.*, row_number() OVER (ORDER BY a.id DESC) AS place FROM asset a
        WHERE a.project_id = p.id AND a.type = 'VIDEO' AND a.status = 'APPROVED' AND a.tags @> '{mood:tense}'
          AND a.id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
        ORDER BY a.id DESC LIMIT 21) a))
    FROM project p WHERE p.key = $1)))`;

export type Variables = Readonly<Record<'id' | 'key' | 'after', string | null | undefined>>;

/** Global ids are `Type_<row id>`, cursors `["tag","<row id>"]` in base64url. */
export const rowIdOf = ({ id }: Variables): string => String(id).slice(String(id).indexOf('_') + 1);
export const rowIdAfter = ({ after }: Variables): string | null =>
  after ? JSON.parse(Buffer.from(after, 'base64url').toString())[1] : null;

interface Statement {
  readonly name: string;
  readonly text: string;
  values(variables: Variables): unknown[];
}

const byId = (variables: Variables) => [rowIdOf(variables)];

/** By the text of the document that asks for the same. */
export const STATEMENTS: ReadonlyMap<string, Statement> = new Map([
  [SCRIPT_QUERY, { name: 'script', text: SCRIPT, values: byId }],
  [PAGE_QUERY, { name: 'page', text: PAGE, values: byId }],
  [FILM_QUERY, { name: 'film', text: FILM, values: byId }],
  [LIBRARY_QUERY, { name: 'library', text: LIBRARY, values: (variables) => [variables.key, rowIdAfter(variables)] }],
]);
