import type { EntityManager } from 'typeorm';
import type { Studio } from '../workspace/studio';
import type { AssetStatus } from './asset';
import { auditHash, type ChainEnd } from './audit';

/** One change of an asset's state, before it has its number and its place in the chain. */
export interface AuditLine {
  readonly projectId: string;
  readonly assetId: string;
  readonly actor: string;
  /** Null: the asset was born so. */
  readonly from: AssetStatus | null;
  readonly to: AssetStatus;
  readonly reason: string | null;
  readonly contentHash: string;
  readonly wishHash: string | null;
}

type Clock = Pick<Studio<unknown>, 'now' | 'newId'>;

/**
 * Entries more in the audits of their projects. To be called after every other lock was taken, the log heads too: the audit
 * head is locked until the commit, so numbers have no gaps and each entry carries the hash of the one committed before it.
 */
export async function appendAudit(manager: EntityManager, studio: Clock, lines: readonly AuditLine[]): Promise<void> {
  const projectIds = [...new Set(lines.map(({ projectId }) => projectId))].sort();
  for (const projectId of projectIds) {
    const own = lines.filter((line) => line.projectId === projectId);
    const end = await lockedEnd(manager, projectId, own.length);
    await insertEntries(manager, projectId, chained(studio, own, end));
  }
}

/** The end of the chain, which no one else can see until our entries are in place. A project's first entry makes the head. */
async function lockedEnd(manager: EntityManager, projectId: string, count: number): Promise<ChainEnd> {
  const [end] = await manager.query<[ChainEnd]>(
    `INSERT INTO audit_head (project_id, last_seq) VALUES ($1, $2)
     ON CONFLICT (project_id) DO UPDATE SET last_seq = audit_head.last_seq + $2
     RETURNING last_seq - $2 AS seq, last_hash AS hash`,
    [projectId, count],
  );
  return end;
}

function chained(studio: Clock, lines: readonly AuditLine[], end: ChainEnd) {
  const at = studio.now();
  let { seq, hash: previousHash } = end;
  return lines.map(({ from: fromStatus, to: toStatus, ...line }) => {
    seq += 1;
    const facts = { ...line, fromStatus, toStatus, id: studio.newId(), seq, at };
    const entry = { ...facts, previousHash, hash: auditHash(facts, previousHash) };
    previousHash = entry.hash;
    return entry;
  });
}

/** One statement for up to 20,000 entries: as one JSON parameter they do not come near the limit of 65,535. */
async function insertEntries(manager: EntityManager, projectId: string, entries: ReturnType<typeof chained>) {
  await manager.query(
    `WITH entry AS (
       INSERT INTO audit_entry (id, project_id, seq, at, actor, asset_id, from_status, to_status, reason, content_hash,
         wish_hash, previous_hash, hash)
       SELECT id, "projectId", seq, at, actor, "assetId", "fromStatus", "toStatus", reason, "contentHash", "wishHash",
         "previousHash", hash
       FROM jsonb_to_recordset($2) AS e(id uuid, "projectId" uuid, seq int, at timestamptz, actor text, "assetId" uuid,
         "fromStatus" text, "toStatus" text, reason text, "contentHash" text, "wishHash" text, "previousHash" text, hash text)
     )
     UPDATE audit_head SET last_hash = $3 WHERE project_id = $1`,
    [projectId, JSON.stringify(entries), entries.at(-1)?.hash ?? null],
  );
}
