import type { EntityManager } from 'typeorm';
import { sharedTakes } from '../library/sharing';
import { wishHash } from '../library/wish';
import type { PlaceRow } from './explainer-places';
import { ambienceWish } from './film-wish';

const SHARED = sharedTakes({
  project: 's.project_id',
  wishHash: 's.wish_hash',
  type: 's.type',
  capability: 's.capability',
});

interface Asked {
  readonly projectId: string;
  readonly scriptId: string;
  /** Null: the film has no timeline yet. */
  readonly timelineId: string | null;
}

/** The places of a script and of its film, with what there is for them. */
export async function placeRows(manager: EntityManager, asked: Asked): Promise<PlaceRow[]> {
  const rows = await slotRows(manager, asked);
  return asked.timelineId ? rows : [...rows, await futureAmbience(manager, asked)];
}

function slotRows(manager: EntityManager, { scriptId, timelineId }: Asked): Promise<PlaceRow[]> {
  return manager.query<PlaceRow[]>(
    `SELECT g.idx + 1 AS number, s.part, s.type, g.display_mode AS "displayMode", s.id AS "slotId", s.wish_hash AS "wishHash",
       s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation,
       s.current_id IS NOT NULL AS "hasTake", s.approved_id IS NOT NULL AS "hasApproved",
       coalesce(c.wish_hash = s.wish_hash OR c.status IN ('APPROVED', 'PUBLISHED'), false) AS "isSettled",
       e.here IS NOT NULL OR EXISTS (${SHARED}) AS "hasEqual", coalesce(e.here, false) AS "hasEqualHere",
       coalesce((SELECT n.status = 'REJECTED' FROM asset n WHERE n.slot_id = s.id ORDER BY n.take DESC LIMIT 1), false)
         AS "isSentBack"
     FROM slot s LEFT JOIN segment g ON g.id = s.owner_id AND g.script_id = $1
       LEFT JOIN asset c ON c.id = s.current_id
       CROSS JOIN LATERAL (SELECT bool_or(a.slot_id = s.id) AS here FROM asset a
         WHERE a.project_id = s.project_id AND a.wish_hash = s.wish_hash AND a.type = s.type AND a.status <> 'REJECTED') e
     WHERE s.owner_id = $2 OR g.id IS NOT NULL AND s.part IN ('audio', 'picture') ORDER BY g.idx, s.part`,
    [scriptId, timelineId],
  );
}

/** As it will be once the film has a timeline. */
async function futureAmbience(manager: EntityManager, { projectId }: Asked): Promise<PlaceRow> {
  const wish = ambienceWish();
  const hash = wishHash(wish);
  return {
    ...wish,
    number: null,
    part: 'ambience',
    type: 'AUDIO',
    displayMode: null,
    slotId: null,
    wishHash: hash,
    hasTake: false,
    hasApproved: false,
    isSettled: false,
    hasEqual: await hasEqual(manager, { projectId, type: 'AUDIO', capability: wish.capability, wishHash: hash }),
    hasEqualHere: false,
    isSentBack: false,
  };
}

/** Whether a take of this wish would be used again. */
export async function hasEqual(
  manager: EntityManager,
  wish: Pick<PlaceRow, 'type' | 'capability' | 'wishHash'> & { readonly projectId: string },
): Promise<boolean> {
  const found = await manager.query(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM asset WHERE project_id = $1 AND wish_hash = $2 AND type = $3 AND status <> 'REJECTED')
       OR EXISTS (${sharedTakes({ project: '$1', wishHash: '$2', type: '$3', capability: '$4' })})`,
    [wish.projectId, wish.wishHash, wish.type, wish.capability],
  );
  return found.length > 0;
}
