import type { EntityManager } from 'typeorm';
import { settledWish, type WishTerms } from '../library/wish';
import { preferencesOf } from '../runner/preferences-of.verb';
import type { Studio } from '../workspace/studio';
import type { Place } from './explainer';

interface DraftRow extends WishTerms {
  readonly slotId: string;
  readonly wishHash: string;
  readonly isThere: boolean;
}

/** The place of the draft where the script still has to be written or laid out; null where it is, or was imported. */
export async function openDraft(
  manager: EntityManager,
  { prices }: Pick<Studio<unknown>, 'prices'>,
  { projectId, scriptId }: { readonly projectId: string; readonly scriptId: string },
): Promise<Place | null> {
  const [draft] = await manager.query<[DraftRow?]>(
    `SELECT s.id AS "slotId", s.wish_hash AS "wishHash", s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs,
       s.overrides, s.variation, s.current_id IS NOT NULL AS "isThere"
     FROM slot s JOIN structured_script c ON c.id = s.owner_id
     WHERE s.owner_id = $1 AND s.part = 'draft' AND (c.laid_out_id IS NULL OR c.laid_out_id IS DISTINCT FROM s.current_id)`,
    [scriptId],
  );
  if (!draft) return null;
  const project = await preferencesOf(manager, projectId);
  const { slotId, wishHash, isThere } = draft;
  const wish = settledWish(draft);
  return {
    ...{ slotId, wishHash, isThere, isHere: isThere },
    priceMicros: prices.ceilingMicros(wish, project),
    expectedMicros: prices.expectedMicros(wish, project),
    lack: prices.lackOf(wish, project),
  };
}
