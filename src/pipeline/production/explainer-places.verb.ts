import type { EntityManager } from 'typeorm';
import { isLeftOut, type Screening } from '../library/screening';
import { settledWish, type WishTerms } from '../library/wish';
import type { DisplayMode } from '../script/segment';
import type { Studio } from '../workspace/studio';
import { showsOwnPicture } from './dop';
import type { ExplainerPlaces, Place } from './explainer';

/** A place with what was decided about it. */
export interface ScreenedPlace {
  readonly name: string;
  readonly hasApproved: boolean;
  readonly isLeftOut: boolean;
}

export interface ScreenedPlaces extends ExplainerPlaces {
  /** All that the film has a use for, in its order. */
  readonly used: readonly ScreenedPlace[];
  readonly narratedCount: number;
  readonly pictureCount: number;
}

interface SlotRow extends WishTerms {
  readonly number: number | null;
  readonly part: string;
  readonly displayMode: DisplayMode | null;
  readonly slotId: string;
  readonly wishHash: string;
  readonly hasTake: boolean;
  readonly hasApproved: boolean;
  readonly hasEqual: boolean;
  readonly isSentBack: boolean;
}

interface Asked {
  readonly scriptId: string;
  readonly timelineId: string;
  readonly screening: Screening;
  readonly prices: Studio<unknown>['prices'];
}

/** The places of a script and its timeline, and which of them are left out or have nothing made for them. */
export async function explainerPlaces(
  manager: EntityManager,
  { scriptId, timelineId, screening, prices }: Asked,
): Promise<ScreenedPlaces> {
  const rows = await slotRows(manager, { scriptId, timelineId });
  const placed = new Map(rows.map((row) => [`${row.number} ${row.part}`, placeOf(row, screening, prices)]));
  const found = (number: number | null, part: string): Placed => {
    const place = placed.get(`${number} ${part}`);
    if (!place) throw new Error(`${part} of segment ${number} has no slot.`);
    return place;
  };
  const numbers = [...new Set(rows.map(({ number }) => number))].filter((number) => number !== null);
  const segments = numbers.map((number) => withUses(number, found(number, 'audio'), found(number, 'picture')));
  const [ambience, film] = [found(null, 'ambience'), found(null, 'film')];
  return {
    segments: segments.map(({ number, audio, picture }) => ({
      number,
      audio: audio.make,
      picture: picture?.make ?? null,
    })),
    ambience: ambience.make,
    film: { slotId: film.slotId },
    used: [...segments.flatMap(({ audio, picture }) => (picture ? [audio, picture] : [audio])), ambience],
    narratedCount: segments.filter(({ audio }) => !audio.isLeftOut).length,
    pictureCount: segments.filter(({ picture }) => picture && !picture.isLeftOut).length,
  };
}

interface Placed extends ScreenedPlace {
  readonly slotId: string;
  readonly displayMode: DisplayMode | null;
  readonly make: Place | null;
}

/** A segment that falls out of the film, or shows another's picture, has no use for one of its own. */
function withUses(number: number, audio: Placed, picture: Placed) {
  const isUsed = !audio.isLeftOut && showsOwnPicture(picture.displayMode);
  return { number, audio, picture: isUsed ? picture : null };
}

function placeOf(row: SlotRow, screening: Screening, prices: Asked['prices']): Placed {
  const { slotId, wishHash, displayMode, hasApproved, isSentBack } = row;
  const hasTake = screening.onlyApproved ? hasApproved : row.hasTake;
  const leftOut = isLeftOut({ hasTake, isSentBack }, screening);
  const isMade = !leftOut && !(screening.skipRejected && isSentBack);
  const estimateMicros = row.hasEqual ? 0n : prices.ceilingMicros(settledWish(row));
  return {
    name: row.number === null ? row.part : `segment ${row.number} / ${row.part}`,
    slotId,
    displayMode,
    hasApproved,
    isLeftOut: leftOut,
    make: isMade ? { slotId, wishHash, estimateMicros } : null,
  };
}

function slotRows(
  manager: EntityManager,
  { scriptId, timelineId }: Pick<Asked, 'scriptId' | 'timelineId'>,
): Promise<SlotRow[]> {
  return manager.query<SlotRow[]>(
    `SELECT g.idx + 1 AS number, s.part, g.display_mode AS "displayMode", s.id AS "slotId", s.wish_hash AS "wishHash",
       s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation,
       s.current_id IS NOT NULL AS "hasTake", s.approved_id IS NOT NULL AS "hasApproved",
       EXISTS (SELECT 1 FROM asset e WHERE e.project_id = s.project_id AND e.wish_hash = s.wish_hash AND e.type = s.type
         AND e.status <> 'REJECTED') AS "hasEqual",
       coalesce((SELECT n.status = 'REJECTED' FROM asset n WHERE n.slot_id = s.id ORDER BY n.take DESC LIMIT 1), false)
         AS "isSentBack"
     FROM slot s LEFT JOIN segment g ON g.id = s.owner_id AND g.script_id = $1
     WHERE s.owner_id = $2 OR g.id IS NOT NULL AND s.part IN ('audio', 'picture') ORDER BY g.idx, s.part`,
    [scriptId, timelineId],
  );
}
