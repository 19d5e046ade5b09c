/** The SQL of what a place wishes for. */
export interface WishSql {
  readonly project: string;
  readonly wishHash: string;
  readonly type: string;
  readonly capability: string;
}

/**
 * Takes of an equal wish that other projects share, newest first: of projects that share theirs, for one that does so too. Never a
 * rejected one, nor what was sent back here under another name. Both are OFFLINE or both LIVE, and a LIVE one is not handed an
 * offline stand-in by another that names a capability in offlineFor which it does not.
 */
export function sharedTakes({ project, wishHash, type, capability }: WishSql): string {
  return `SELECT a.id FROM project p JOIN project o ON o.shares_takes AND o.id <> p.id AND o.mode = p.mode
      JOIN asset a ON a.project_id = o.id AND a.wish_hash = ${wishHash} AND a.type = ${type} AND a.status <> 'REJECTED'
    WHERE p.id = ${project} AND p.shares_takes
      AND (p.mode = 'OFFLINE' OR ${capability} = ANY(p.offline_for) OR NOT ${capability} = ANY(o.offline_for))
      AND NOT EXISTS (SELECT 1 FROM asset r WHERE r.project_id = p.id AND r.wish_hash = a.wish_hash AND r.sha256 = a.sha256
        AND r.status = 'REJECTED')
    ORDER BY a.id DESC`;
}
