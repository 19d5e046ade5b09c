import type { DataSource, EntityManager } from 'typeorm';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { type AuditLink, brokenLink, type ChainEnd } from './audit';

export interface AuditVerdict {
  readonly entries: number;
  /** The number of the first entry that is missing, out of place or not as it was written; null where all are right. */
  readonly brokenSeq: number | null;
  /** Its row id; null where that entry is missing. */
  readonly brokenId: string | null;
  readonly problem: string | null;
}

const ENTRIES_A_PAGE = 5_000;
const BEFORE_ALL = -(2 ** 31);

/**
 * Reads a project's audit from its beginning and works every hash out again, as it stands in one moment. An entry that was
 * cut off the end is not in the chain to be missed: so the head, which knows the last number, is asked, and every asset, which
 * must stand where its newest entry left it.
 */
export async function verifyAudit(
  { store }: Studio<DataSource>,
  caller: Caller,
  { projectId }: { projectId: string },
): Promise<AuditVerdict> {
  return store.transaction('REPEATABLE READ', async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['projectId'] });
    const entries = await countOf(manager, projectId);
    const chain = await walked(manager, projectId);
    const fault =
      chain.fault ??
      (await headFault(manager, projectId, chain.end)) ??
      (await assetFault(manager, projectId, chain.end));
    const brokenId = fault && (await idOf(manager, projectId, fault.seq));
    return { entries, brokenSeq: fault?.seq ?? null, brokenId, problem: fault?.problem ?? null };
  });
}

interface Fault {
  readonly seq: number;
  readonly problem: string;
}

async function countOf(manager: EntityManager, projectId: string): Promise<number> {
  const [row] = await manager.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM audit_entry WHERE project_id = $1',
    [projectId],
  );
  return row.count;
}

/** To the end, or to the first link that is broken. */
async function walked(manager: EntityManager, projectId: string): Promise<{ end: ChainEnd; fault: Fault | null }> {
  let end: ChainEnd = { seq: 0, hash: null };
  for (let after = BEFORE_ALL; ; after = end.seq) {
    const page = await pageAfter(manager, projectId, after);
    const seq = brokenLink(page, end);
    if (seq !== null) return { end, fault: { seq, problem: `Entry ${seq} is missing, or is not what was written.` } };
    end = page.at(-1) ?? end;
    if (page.length < ENTRIES_A_PAGE) return { end, fault: null };
  }
}

/** Entries are written with whole milliseconds; a time that no entry can have must not slip through as a near one. */
function pageAfter(manager: EntityManager, projectId: string, after: number): Promise<AuditLink[]> {
  return manager.query<AuditLink[]>(
    `SELECT id, project_id AS "projectId", seq, actor, asset_id AS "assetId", from_status AS "fromStatus",
       to_status AS "toStatus", reason, content_hash AS "contentHash", wish_hash AS "wishHash",
       previous_hash AS "previousHash", hash,
       CASE WHEN at = date_trunc('milliseconds', at) AND at > 'epoch' AND at < '9999-01-01' THEN at ELSE 'epoch' END AS at
     FROM audit_entry WHERE project_id = $1 AND seq > $2 ORDER BY seq LIMIT ${ENTRIES_A_PAGE}`,
    [projectId, after],
  );
}

async function headFault(manager: EntityManager, projectId: string, end: ChainEnd): Promise<Fault | null> {
  const [head = { seq: 0, hash: null }] = await manager.query<ChainEnd[]>(
    'SELECT last_seq AS seq, last_hash AS hash FROM audit_head WHERE project_id = $1',
    [projectId],
  );
  if (head.seq > end.seq)
    return { seq: end.seq + 1, problem: `Entry ${end.seq + 1} is missing: ${head.seq} were written.` };
  if (head.seq < end.seq)
    return { seq: head.seq + 1, problem: `Entry ${head.seq + 1} was added: ${head.seq} were written.` };
  if (head.hash !== end.hash)
    return { seq: end.seq, problem: `Entry ${end.seq} is not the one that was written last.` };
  return null;
}

/** Where an asset is not what the audit says, the entry that would say so is missing after the last. */
async function assetFault(manager: EntityManager, projectId: string, end: ChainEnd): Promise<Fault | null> {
  const [asset] = await manager.query<{ id: string; status: string; toStatus: string | null }[]>(
    `SELECT a.id, a.status, e.to_status AS "toStatus" FROM asset a LEFT JOIN LATERAL (
       SELECT to_status, content_hash FROM audit_entry WHERE asset_id = a.id AND project_id = $1 ORDER BY seq DESC LIMIT 1) e ON true
     WHERE a.project_id = $1 AND (a.status, a.sha256) IS DISTINCT FROM (e.to_status, e.content_hash) ORDER BY a.id LIMIT 1`,
    [projectId],
  );
  if (!asset) return null;
  const said =
    asset.toStatus === null ? 'no entry speaks of it' : `its newest entry says ${asset.toStatus}, or other bytes`;
  return { seq: end.seq + 1, problem: `Asset_${asset.id} is ${asset.status}, and ${said}.` };
}

async function idOf(manager: EntityManager, projectId: string, seq: number): Promise<string | null> {
  const [entry] = await manager.query<{ id: string }[]>(
    'SELECT id FROM audit_entry WHERE project_id = $1 AND seq = $2',
    [projectId, seq],
  );
  return entry?.id ?? null;
}
