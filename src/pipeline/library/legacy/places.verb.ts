import type { EntityManager } from 'typeorm';
import { Slot } from '../../../entities/slot.entity';
import type { Capability } from '../../values/capability';
import type { Caller } from '../../workspace/caller';
import type { Studio } from '../../workspace/studio';
import type { MediaType } from '../asset';
import type { TakeMedia } from '../register-take.verb';
import { plainWish, wishHash } from '../wish';
import type { LegacyEntry } from './plan';

/** A place that an entry fills, locked until the end of the transaction. */
export interface Place {
  readonly slotId: string;
  readonly wishHash: string;
  /** What it has so far, by content. */
  readonly takes: readonly { readonly id: string; readonly sha256: string; readonly externalId: string | null }[];
}

export interface Owner {
  readonly projectId: string;
  readonly scriptId: string;
}

/** An entry whose media is in the storage. */
export interface Prepared {
  readonly entry: LegacyEntry;
  readonly media: TakeMedia;
}

export interface Into extends Owner {
  readonly caller: Caller;
  /** Where it all comes from, as the audit names it: `20260207_101747`. */
  readonly source: string;
}

type Clock = Pick<Studio<unknown>, 'now' | 'newId'>;

const PARTS: Readonly<Record<MediaType, string>> = {
  AUDIO: 'audio',
  IMAGE: 'picture',
  FIGURE: 'picture',
  VIDEO: 'video',
};
const CAPABILITIES: Readonly<Record<MediaType, Capability>> = {
  AUDIO: 'SPEECH',
  IMAGE: 'IMAGE',
  FIGURE: 'IMAGE',
  VIDEO: 'VIDEO',
};

/** By the entry: those without one name a segment that the script does not have. */
export async function placesOf(
  manager: EntityManager,
  clock: Clock,
  { owner, entries }: { owner: Owner; entries: readonly LegacyEntry[] },
): Promise<Map<LegacyEntry, Place>> {
  const loose = entries.filter(({ segmentIdx }) => segmentIdx === null);
  const slotIds = new Map([
    ...(await segmentSlots(manager, owner.scriptId, entries)),
    ...(await projectSlots(manager, clock, { projectId: owner.projectId, entries: loose })),
  ]);
  const places = await lockedPlaces(manager, [...new Set(slotIds.values())]);
  return new Map(
    entries.flatMap((entry) => {
      const place = places.get(slotIds.get(placeKey(entry)) ?? '');
      return place ? [[entry, place] as const] : [];
    }),
  );
}

function placeKey(entry: LegacyEntry): string {
  return entry.segmentIdx === null ? looseName(entry) : `${entry.segmentIdx} ${PARTS[entry.type]}`;
}

/** What belongs to no segment has a place of its own in the project. */
function looseName({ externalId, path }: LegacyEntry): string {
  return `imported:${externalId ?? path}`;
}

async function segmentSlots(
  manager: EntityManager,
  scriptId: string,
  entries: readonly LegacyEntry[],
): Promise<[string, string][]> {
  const idxs = [...new Set(entries.flatMap(({ segmentIdx }) => segmentIdx ?? []))];
  const rows = await manager.query<{ key: string; id: string }[]>(
    `SELECT g.idx || ' ' || s.part AS key, s.id FROM segment g JOIN slot s ON s.owner_id = g.id
     WHERE g.script_id = $1 AND g.idx = ANY($2::int[])`,
    [scriptId, idxs],
  );
  return rows.map(({ key, id }) => [key, id]);
}

async function projectSlots(
  manager: EntityManager,
  { now, newId }: Clock,
  { projectId, entries }: { projectId: string; entries: readonly LegacyEntry[] },
): Promise<[string, string][]> {
  if (entries.length === 0) return [];
  const slots = entries.map((entry) => {
    const wish = { ...plainWish(CAPABILITIES[entry.type], entry.prompt ?? entry.text ?? entry.describes), inputs: [] };
    const place = {
      projectId,
      ownerType: 'PROJECT',
      ownerId: projectId,
      part: looseName(entry),
      type: entry.type,
    } as const;
    return { ...place, ...wish, id: newId(), wishHash: wishHash(wish), wishedAt: now() };
  });
  await manager.createQueryBuilder().insert().into(Slot).values(slots).orIgnore().execute();
  const rows = await manager.query<{ part: string; id: string }[]>(
    'SELECT part, id FROM slot WHERE owner_id = $1 AND part = ANY($2)',
    [projectId, slots.map(({ part }) => part)],
  );
  return rows.map(({ part, id }) => [part, id]);
}

/** In the order of their ids, as whoever locks several slots does. */
export async function lockedPlaces(manager: EntityManager, slotIds: readonly string[]): Promise<Map<string, Place>> {
  const slots = await manager.query<{ id: string; wishHash: string }[]>(
    'SELECT id, wish_hash AS "wishHash" FROM slot WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
    [slotIds],
  );
  const takes = await manager.query<(Place['takes'][number] & { slotId: string })[]>(
    'SELECT slot_id AS "slotId", id, sha256, external_id AS "externalId" FROM asset WHERE slot_id = ANY($1)',
    [slotIds],
  );
  const own = new Map<string, Place['takes'][number][]>();
  for (const { slotId, ...take } of takes) own.set(slotId, [...(own.get(slotId) ?? []), take]);
  return new Map(slots.map(({ id, ...slot }) => [id, { slotId: id, ...slot, takes: own.get(id) ?? [] }]));
}
