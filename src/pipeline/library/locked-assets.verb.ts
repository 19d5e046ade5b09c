import type { EntityManager } from 'typeorm';
import type { Caller } from '../workspace/caller';
import type { AssetStatus } from './asset';
import { type AssetTerms, assetConditions, containing } from './asset-conditions';
import { multirange, type Numbers } from './numbers';
import { type BoundedWhere, MOST_SELECTED, type Wanted } from './selection';

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

function whereConditions(where: BoundedWhere, bind: Bind): string[] {
  const terms = termsOf(where, bind);
  const project = terms.projectId ?? `(SELECT r.project_id FROM run r WHERE r.id = ${terms.runId ?? 'NULL'})`;
  return assetConditions((column) => `a.${column}`, terms, { project, wall: () => '' });
}

/** Walls within are not needed: the assets stand behind one, and nothing else of what is looked at is answered. */
function termsOf(where: BoundedWhere, bind: Bind): AssetTerms {
  const bound = <T>(value: T | null | undefined, sqlType: string, convert: (value: T) => unknown = (same) => same) =>
    value === null || value === undefined ? undefined : bind(convert(value), sqlType);
  const numbers = (given: Numbers | null) => bound(given, 'int4multirange', multirange);
  return {
    projectId: bound(where.projectId, 'uuid'),
    scriptId: bound(where.scriptId, 'uuid'),
    runId: bound(where.runId, 'uuid'),
    originRunId: bound(where.originRunId, 'text'),
    types: bound(where.types, 'text[]'),
    statuses: bound(where.statuses, 'text[]'),
    tags: bound(where.tags, 'text[]'),
    intents: bound(where.intents, 'text[]'),
    numbers: numbers(where.numbers),
    figureNumbers: numbers(where.figureNumbers),
    pattern: bound(where.text, 'text', containing),
    stale: where.stale ?? undefined,
    current: where.current ?? undefined,
  };
}
