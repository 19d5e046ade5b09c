import type { EntityManager } from 'typeorm';

/** What was approved is never lost: the places of what goes stay with their project, with all their takes. */
export async function retireSlots(manager: EntityManager, ownerIds: readonly string[]): Promise<void> {
  await manager.query(
    `UPDATE slot SET owner_type = 'PROJECT', owner_id = project_id, part = concat('retired:', owner_id, ':', part)
     WHERE owner_id = ANY($1)`,
    [ownerIds],
  );
}

/** Single places, whose owner stays: it may want such a place again, and lose it again. */
export async function retirePlaces(manager: EntityManager, slotIds: readonly string[]): Promise<void> {
  await manager.query(
    `UPDATE slot SET owner_type = 'PROJECT', owner_id = project_id, part = concat('retired:', owner_id, ':', id, ':', part) WHERE id = ANY($1)`,
    [slotIds],
  );
}
