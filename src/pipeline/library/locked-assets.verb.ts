import type { EntityManager } from 'typeorm';
import type { Caller } from '../workspace/caller';
import type { AssetStatus } from './asset';
import { MOST_SELECTED, type SelectedWhere, type Wanted } from './selection';

/** An asset that is selected, as it stood when its row was locked. */
export interface Selected {
  readonly id: string;
  readonly projectId: string;
  readonly slotId: string;
  readonly take: number;
  readonly status: AssetStatus;
  readonly lockVersion: number;
  readonly sha256: string;
  readonly wishHash: string;
}

/**
 * The rows in the order of their ids, locked; slots come after assets. NO KEY: a take that follows a rejected one holds the slot
 * and asks for a key share of the rejected row. A plain FOR UPDATE, as of a regeneration that wants the slot next, would refuse
 * it, and each would wait for the other.
 */
export function lockedAssets(manager: EntityManager, caller: Caller, wanted: Wanted): Promise<Selected[]> {
  const values: unknown[] = [caller.projects === 'all' ? null : caller.projects];
  const bind = (value: unknown, sqlType: string): string => `$${values.push(value)}::${sqlType}`;
  const conditions = ['($1::uuid[] IS NULL OR a.project_id = ANY($1))', ...conditionsOf(wanted, bind)];
  return manager.query<Selected[]>(
    `SELECT a.id, a.project_id AS "projectId", a.slot_id AS "slotId", a.take, a.status, a.lock_version AS "lockVersion",
       a.sha256, a.wish_hash AS "wishHash"
     FROM asset a WHERE ${conditions.join(' AND ')}
     ORDER BY a.id LIMIT ${MOST_SELECTED + 1} FOR NO KEY UPDATE OF a`,
    values,
  );
}

type Bind = (value: unknown, sqlType: string) => string;

function conditionsOf(wanted: Wanted, bind: Bind): string[] {
  if (wanted.by === 'where') return whereConditions(wanted.where, bind);
  const ids = bind(wanted.ids, 'uuid[]');
  return wanted.by === 'ids'
    ? [`a.id = ANY(${ids})`]
    : [`a.id = ANY(ARRAY(SELECT s.current_id FROM slot s WHERE s.id = ANY(${ids}) AND s.current_id IS NOT NULL))`];
}

/** The same meaning as `assets(where:)` has when it is read. */
function whereConditions(where: SelectedWhere, bind: Bind): string[] {
  const { scriptId, runId, types, statuses, tags, stale, text } = where;
  const conditions: string[] = [];
  const add = <T>(value: T | null | undefined, condition: (value: T) => string) => {
    if (value !== null && value !== undefined) conditions.push(condition(value));
  };
  add(scriptId, (id) => inScript(bind(id, 'uuid')));
  add(runId, (id) => `a.run_id = ${bind(id, 'uuid')}`);
  add(types, (list) => `a.type = ANY(${bind(list, 'text[]')})`);
  add(statuses, (list) => `a.status = ANY(${bind(list, 'text[]')})`);
  add(tags, (list) => `a.tags @> ${bind(list, 'text[]')}`);
  add(stale, (is) => `${is ? '' : 'NOT '}(a.wish_hash <> (SELECT w.wish_hash FROM slot w WHERE w.id = a.slot_id))`);
  add(text, (part) => {
    const pattern = bind(`%${part.replace(/[\\%_]/g, '\\$&')}%`, 'text');
    return `(${SEARCHED.map((column) => `a.${column} ILIKE ${pattern}`).join(' OR ')})`;
  });
  return conditions;
}

const SEARCHED = ['text', 'prompt', 'describes', 'caption'];

function inScript(script: string): string {
  const owners = `SELECT ${script} UNION ALL SELECT g.id FROM segment g WHERE g.script_id = ${script}`;
  return `a.slot_id = ANY(ARRAY(SELECT s.id FROM slot s WHERE s.owner_id = ANY(ARRAY(${owners}))))`;
}
