import type { DataSource, EntityManager } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import { Figure } from '../../entities/figure.entity';
import { Slot } from '../../entities/slot.entity';
import type { Storage } from '../../storage/storage';
import { appendAudit } from '../library/audit-log.verb';
import { registerTake } from '../library/register-take.verb';
import { rewish } from '../library/rewish.verb';
import { broughtPicture, takeMedia } from '../library/store-upload.verb';
import { type WishTerms, wishHash } from '../library/wish';
import { figureTake } from '../script/figure-slot.verb';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { followFigure, lockedFigure } from './figure-at-hand.verb';
import { assertCaption } from './figure-words';

export interface FigureReplacement {
  /** Row ids. */
  readonly figureId: string;
  readonly uploadId: string;
  readonly caption?: string | null;
  readonly idempotencyKey: string;
}

type Desk = Studio<DataSource> & { readonly storage: Pick<Storage, 'open'> };

/** Another picture of a figure, approved by policy: what shows it wants the new one from now on. Answers how many takes went stale. */
export function replaceFigure(desk: Desk, caller: Caller, input: FigureReplacement): Promise<{ staleCount: number }> {
  if (input.caption) assertCaption(input.caption);
  const now = desk.now();
  const attempt = { caller, operation: 'replaceFigure', key: input.idempotencyKey, input, now };
  return desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const known = await lockedFigure(manager, caller, input.figureId);
      const { projectId, id: subjectId } = known;
      const picture = await broughtPicture(manager, desk, { uploadId: input.uploadId, projectId });
      const figure = { ...known, caption: input.caption ?? known.caption };
      const isRenamed = figure.caption !== known.caption;
      if (isRenamed) await manager.update(Figure, known.id, { caption: figure.caption });
      const place = { figure, ...(await placeFor(manager, { figureId: known.id, sha256: picture.sha256, now })) };
      const brought = { source: 'manual', media: takeMedia(picture), generatedBy: caller.name };
      const take = await registerTake(manager, desk, figureTake(place, brought));
      const facts = { members: ['picture', ...(isRenamed ? ['caption'] : [])] };
      const line = { projectId, actor: caller.name, kind: 'FIGURE_CHANGED', subjectId, facts } as const;
      const lines = take.existed ? [line] : [line, take.projectLine];
      const wentStale = await followFigure(manager, { owner: known, named: [known], lines, actor: caller.name, now });
      if (!take.existed) await appendAudit(manager, desk, [take.auditLine]);
      return { staleCount: wentStale.length };
    }),
  );
}

interface Wanted {
  readonly figureId: string;
  readonly sha256: string;
  readonly now: Date;
}

/** A picture that was there before another comes back as a take of its own: the wish counts one on, so that it is the fresh one. */
async function placeFor(manager: EntityManager, { figureId, sha256, now }: Wanted) {
  const slot = await manager.findOneByOrFail(Slot, { ownerId: figureId, part: 'picture' });
  const before = await manager.findOneBy(Asset, { slotId: slot.id, sha256, wishHash: slot.wishHash });
  if (!before || before.id === slot.currentId) return { slotId: slot.id, wishHash: slot.wishHash };
  const { capability, provider, model, prompt, parameters, inputs, overrides, variation } = slot;
  const terms = { capability, provider, model, prompt, parameters, inputs, overrides, variation: variation + 1 };
  const wish = terms as unknown as WishTerms;
  await rewish(manager, [{ slotId: slot.id, wish }], now);
  return { slotId: slot.id, wishHash: wishHash(wish) };
}
