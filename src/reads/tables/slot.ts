import type { Field, Place, Row, Tables } from '../table';
import { embed, list, OLDEST, one, page, sql, toOne } from '../table';

/** How people call an owner: the SQL of its name, by the word in `owner_type`. */
const OWNER_NAMES: Readonly<Record<string, { table: string; name: string }>> = {
  PROJECT: { table: 'project', name: "'project ' || o.key" },
  SEGMENT: { table: 'segment', name: "'segment ' || (o.idx + 1)" },
  FIGURE: { table: 'figure', name: "CASE o.kind WHEN 'TABLE' THEN 'table ' ELSE 'figure ' END || o.number" },
  TIMELINE: { table: 'timeline', name: "'timeline ' || o.name" },
  STRUCTURED_SCRIPT: { table: 'structured_script', name: "'script ' || o.name" },
  SCENE: { table: 'scene', name: "'scene ' || o.number" },
  SHOT: { table: 'shot', name: "'shot ' || o.key" },
  CHARACTER: { table: 'character', name: "'character ' || o.key" },
  SETTING: { table: 'setting', name: "'setting ' || o.key" },
  PRODUCTION_PLAN: { table: 'production_plan', name: "'plan ' || o.name" },
};

/** Made when asked, not kept: a segment's number is its place of today. */
function slotKey(row: Row, place: Place): string {
  const branches = Object.entries(OWNER_NAMES).map(([word, { table, name }]) => {
    const wall = place.scope('o', table === 'project' ? 'id' : 'project_id');
    return `WHEN '${word}' THEN (SELECT ${name} FROM ${table} o WHERE o.id = ${row('owner_id')}${wall})`;
  });
  return `concat(CASE ${row('owner_type')} ${branches.join(' ')} END, ' / ', ${row('part')})`;
}

/** Names and hashes in a JSON column have no constraint: what is missing, or no hash, reads as nothing. */
const inputs = (row: Row): string => `(
  SELECT coalesce(i.name, '') AS name, coalesce(substring(i.sha256 from '^[0-9a-f]{64}$'), '') AS sha256, i.ordinality, ${row('project_id')} AS project_id
  FROM ROWS FROM (jsonb_to_recordset(${row('inputs')}) AS (name text, sha256 text)) WITH ORDINALITY i)`;

export const inputList = list({ from: inputs, order: (input) => input('ordinality') });

/** The slots of an owner whose part begins so: `portrait`, `portrait:injured`. */
export const slotsNamed = (part: string): Field =>
  list({
    on: (owner, slot) =>
      `${slot('owner_id')} = ${owner('id')} AND (${slot('part')} = '${part}' OR starts_with(${slot('part')}, '${part}:'))`,
    order: (slot) => slot('id'),
  });

export const slotNamed = (part: string): Field =>
  one((owner, slot) => `${slot('owner_id')} = ${owner('id')} AND ${slot('part')} = '${part}'`);

/** What every owner of slots has. */
export const ownedSlots: Field = page({
  on: (owner, slot) => `${slot('owner_id')} = ${owner('id')}`,
  orders: { default: OLDEST },
});

/** Of whatever a row names by `owner_type` and `owner_id`. */
export const slotOwner: Field = {
  kind: 'choice',
  word: (row) => row('owner_type'),
  id: (row) => row('owner_id'),
  types: {
    PROJECT: 'Project',
    SEGMENT: 'Segment',
    FIGURE: 'Figure',
    TIMELINE: 'Timeline',
    STRUCTURED_SCRIPT: 'StructuredScript',
    SCENE: 'Scene',
    SHOT: 'Shot',
    CHARACTER: 'Character',
    SETTING: 'Setting',
    PRODUCTION_PLAN: 'ProductionPlan',
  },
};

export const slotTables: Tables = {
  Slot: {
    from: 'slot',
    fields: {
      key: sql(slotKey),
      owner: slotOwner,
      wish: embed({ hash: (row) => row('wish_hash') }),
      current: toOne('current_id'),
      approved: toOne('approved_id'),
      takes: page({
        on: (slot, take) => `${take('slot_id')} = ${slot('id')}`,
        orders: {
          default: { keys: [{ column: 'take', type: 'int' }] },
        },
      }),
    },
  },
  Wish: { fields: { inputs: inputList } },
  RecipeInput: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      asset: one(
        (input, asset) => `${asset('sha256')} = ${input('sha256')} AND ${asset('project_id')} = ${input('project_id')}`,
        (asset) => `${asset('id')} DESC`,
      ),
    },
  },
};
