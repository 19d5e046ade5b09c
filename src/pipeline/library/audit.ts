import { contentHash } from '../values/content-hash';
import type { AssetStatus } from './asset';

/** One change of an asset's state, as the audit keeps it. */
export interface AuditFacts {
  readonly id: string;
  readonly projectId: string;
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly assetId: string;
  /** Null: the asset was born so. */
  readonly fromStatus: AssetStatus | null;
  readonly toStatus: AssetStatus;
  readonly reason: string | null;
  readonly contentHash: string;
  readonly wishHash: string | null;
}

export interface AuditLink extends AuditFacts {
  readonly previousHash: string | null;
  readonly hash: string;
}

/** SHA-256 of all that an entry says and of the hash before it: to change one entry is to change all that follow. */
export function auditHash(facts: AuditFacts, previousHash: string | null): string {
  const { id, projectId, seq, at, actor, assetId, reason, wishHash } = facts;
  const { fromStatus: from, toStatus: to, contentHash: content } = facts;
  const said = { id, projectId, seq, at: at.toISOString(), actor, assetId, from, to, reason };
  return contentHash({ ...said, contentHash: content, wishHash, previousHash });
}

/** What a chain goes on from: nothing, or an entry that was verified before. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string | null;
}

const BEGINNING: ChainEnd = { seq: 0, hash: null };

/** The number of the first entry, in the order of `seq`, that is missing, out of place or not as it was written; null where all are. */
export function brokenLink(entries: readonly AuditLink[], end: ChainEnd = BEGINNING): number | null {
  let { seq, hash } = end;
  for (const entry of entries) {
    seq += 1;
    const fits = entry.seq === seq && entry.previousHash === hash && entry.hash === auditHash(entry, hash);
    if (!fits) return seq;
    hash = entry.hash;
  }
  return null;
}
