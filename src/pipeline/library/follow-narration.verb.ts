import type { EntityManager } from 'typeorm';

/** A segment lasts as long as the narration that a build would pick for it now. For any other slot this does nothing. */
export async function followNarration(manager: EntityManager, slotId: string): Promise<void> {
  await manager.query(
    `UPDATE segment SET actual_seconds = a.duration_seconds
     FROM slot s JOIN asset a ON a.id = s.current_id
     WHERE s.id = $1 AND s.owner_type = 'SEGMENT' AND s.part = 'audio' AND segment.id = s.owner_id
       AND segment.actual_seconds IS DISTINCT FROM a.duration_seconds`,
    [slotId],
  );
}
