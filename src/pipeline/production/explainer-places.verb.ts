import type { EntityManager } from 'typeorm';
import { sharedTakes } from '../library/sharing';
import { type WishTerms, wishHash } from '../library/wish';
import { shownModeSql } from './dop';
import type { PlaceRow } from './explainer-places';
import type { WantedCard } from './film-cards.verb';
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
  /** What its cards would say, where that is not written down. */
  readonly cards?: readonly WantedCard[];
}

/** The places of a script and of its film, with what there is for them; those that are not there yet as they will be. */
export async function placeRows(manager: EntityManager, asked: Asked): Promise<PlaceRow[]> {
  const found = await slotRows(manager, asked);
  const equal = await equalTakes(manager, asked.projectId, found);
  const rows = found.map(({ isShared, ...row }) => {
    const slots = equal.get(`${row.type} ${row.wishHash}`);
    return { ...row, hasEqual: isShared || slots !== undefined, hasEqualHere: slots?.includes(row.slotId) ?? false };
  });
  return withFuture(manager, rows, asked);
}

type FoundRow = Omit<PlaceRow, 'hasEqual' | 'hasEqualHere' | 'slotId'> & {
  readonly slotId: string;
  readonly isShared: boolean;
};

function slotRows(manager: EntityManager, { scriptId, timelineId }: Asked): Promise<FoundRow[]> {
  return manager.query<FoundRow[]>(
    `SELECT g.idx + 1 AS number, s.part, s.type, ${shownModeSql((column) => `g.${column}`)} AS "displayMode", s.id AS "slotId", s.wish_hash AS "wishHash",
       s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation,
       s.current_id IS NOT NULL AS "hasTake", s.approved_id IS NOT NULL AS "hasApproved",
       coalesce(c.wish_hash = s.wish_hash OR c.status IN ('APPROVED', 'PUBLISHED'), false) AS "isSettled",
       EXISTS (${SHARED}) AS "isShared",
       coalesce((SELECT n.status = 'REJECTED' FROM asset n WHERE n.slot_id = s.id ORDER BY n.take DESC LIMIT 1), false)
         AS "isSentBack"
     FROM slot s LEFT JOIN segment g ON g.id = s.owner_id AND g.script_id = $1
       LEFT JOIN asset c ON c.id = s.current_id
     WHERE s.owner_id = $2 OR g.id IS NOT NULL AND (s.part IN ('audio', 'picture')
       OR s.part LIKE 'page:%' OR s.part = 'video' AND g.directed_clip) ORDER BY g.idx, s.part`,
    [scriptId, timelineId],
  );
}

/**
 * Whose takes are equal, by type and wish. All wishes at once as one array: looked up place by place, Postgres took another
 * index while its statistics were old, and 10,000 places took more than 30 s.
 */
async function equalTakes(
  manager: EntityManager,
  projectId: string,
  rows: readonly FoundRow[],
): Promise<Map<string, string[]>> {
  const found = await manager.query<{ type: string; wishHash: string; slotIds: string[] }[]>(
    `SELECT type, wish_hash AS "wishHash", array_agg(slot_id::text) AS "slotIds" FROM asset
     WHERE project_id = $1 AND wish_hash = ANY($2) AND status <> 'REJECTED' GROUP BY type, wish_hash`,
    [projectId, [...new Set(rows.map(({ wishHash: hash }) => hash))]],
  );
  return new Map(found.map(({ type, wishHash: hash, slotIds }) => [`${type} ${hash}`, slotIds]));
}

/** Places of the film that are still to come, or that want something else once it is started, as they will be then. */
async function withFuture(
  manager: EntityManager,
  rows: readonly PlaceRow[],
  { projectId, timelineId, cards = [] }: Asked,
): Promise<PlaceRow[]> {
  const future = new Map<string, PlaceRow>();
  for (const place of [...(timelineId ? [] : [ambience()]), ...cards.map(cardPlace)]) {
    const known = rows.find(({ number, part }) => number === null && part === place.part) ?? null;
    future.set(place.part, await futureRow(manager, projectId, { place, known }));
  }
  return [...rows.filter(({ number, part }) => number !== null || !future.has(part)), ...future.values()];
}

interface WantedPlace {
  readonly part: string;
  readonly type: PlaceRow['type'];
  readonly wish: WishTerms;
}

const cardPlace = (card: WantedCard): WantedPlace => ({ ...card, type: 'IMAGE' });

const ambience = (): WantedPlace => ({ part: 'ambience', type: 'AUDIO', wish: ambienceWish() });

/** As it will be once the film is started. What people decided about a card stays: its overrides and its variation. */
async function futureRow(
  manager: EntityManager,
  projectId: string,
  { place: { part, type, wish }, known }: { readonly place: WantedPlace; readonly known: PlaceRow | null },
): Promise<PlaceRow> {
  const wanted = known ? { ...wish, overrides: known.overrides, variation: known.variation } : wish;
  const hash = wishHash(wanted);
  if (hash === known?.wishHash) return known;
  const found = await hasEqual(manager, { projectId, type, capability: wish.capability, wishHash: hash });
  const wished = { ...wanted, wishHash: hash, hasEqual: found, hasEqualHere: false };
  return known ? { ...known, ...wished, isSettled: known.hasApproved } : { ...NOTHING_THERE, ...wished, part, type };
}

const NOTHING_THERE = {
  number: null,
  displayMode: null,
  slotId: null,
  hasTake: false,
  hasApproved: false,
  isSettled: false,
  isSentBack: false,
} as const;

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
