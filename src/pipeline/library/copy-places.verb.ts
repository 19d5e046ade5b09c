import type { EntityManager } from 'typeorm';
import type { Candidate, TakeThere } from './copy';

/**
 * A place is the same segment by number, the same figure by kind and number: of a document it is that of the same document where the
 * script is written from that too. The best take comes last, to be the newest.
 */
export async function candidatesFor(
  manager: EntityManager,
  { assetIds, scriptId }: { assetIds: readonly string[]; scriptId: string },
): Promise<Candidate[]> {
  return manager.query<Candidate[]>(
    `SELECT a.id AS "assetId", a.status, a.sha256, a.wish_hash AS "wishHash", s.owner_type AS "ownerType", s.part,
       CASE s.owner_type WHEN 'SEGMENT' THEN 'segment ' || (g.idx + 1) WHEN 'FIGURE' THEN lower(f.kind) || ' ' || f.number
         ELSE lower(s.owner_type) END AS owner, t.id AS "slotId"
     FROM asset a JOIN slot s ON s.id = a.slot_id
       LEFT JOIN segment g ON g.id = s.owner_id LEFT JOIN figure f ON f.id = s.owner_id
       LEFT JOIN segment tg ON tg.script_id = $2 AND tg.idx = g.idx
       LEFT JOIN figure tf ON tf.id = workprint_figure_meant($2, f.kind, f.number, (
         SELECT td.id FROM document sd JOIN document td ON td.sha256 = sd.sha256
           JOIN script_document x ON x.document_id = td.id AND x.script_id = $2
         WHERE sd.id = f.document_id))
       LEFT JOIN timeline tl ON tl.script_id = $2 AND s.owner_type = 'TIMELINE'
       LEFT JOIN slot t ON t.owner_id = coalesce(tg.id, tf.id, tl.id) AND t.part = s.part
     WHERE a.id = ANY($1)
     ORDER BY array_position(ARRAY['DRAFT', 'REVISED', 'REVIEW', 'APPROVED', 'PUBLISHED'], a.status), a.take, a.id`,
    [assetIds, scriptId],
  );
}

/**
 * What the places have, once they are locked: statements of their own, since the second sees what was committed while the first
 * waited. With the places of figures the pictures that show those figures are locked, for they will want what comes: all at
 * once, in the order of their ids.
 */
export async function takesThere(manager: EntityManager, candidates: readonly Candidate[]): Promise<TakeThere[]> {
  const slotIds = candidates.flatMap(({ slotId }) => slotId ?? []);
  await manager.query(
    `SELECT 1 FROM slot WHERE id = ANY(ARRAY(
       SELECT unnest($1::uuid[]) UNION
       SELECT p.id FROM slot s JOIN figure f ON f.id = s.owner_id
         JOIN segment g ON g.script_id = f.script_id
           OR g.script_id IN (SELECT d.script_id FROM script_document d WHERE d.document_id = f.document_id)
         JOIN figure_reference r ON r.segment_id = g.id AND r.kind = f.kind AND r.number = f.number
         JOIN slot p ON p.owner_id = g.id AND p.type = 'IMAGE'
       WHERE s.id = ANY($1)))
     ORDER BY id FOR NO KEY UPDATE`,
    [slotIds],
  );
  return manager.query<TakeThere[]>(
    `SELECT slot_id AS "slotId", take, status, sha256, wish_hash AS "wishHash" FROM asset
     WHERE slot_id = ANY($1) ORDER BY slot_id, take`,
    [slotIds],
  );
}
