import type { DataSource, EntityManager } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import { Figure } from '../../entities/figure.entity';
import { Slot } from '../../entities/slot.entity';
import type { Storage } from '../../storage/storage';
import { Conflict, InvalidInput } from '../errors';
import { lockedDocument } from '../knowledge/document-at-hand.verb';
import { assertCaption, assertFigureNumber } from '../knowledge/figure-words';
import { appendAudit } from '../library/audit-log.verb';
import { type RegisteredTake, registerTake } from '../library/register-take.verb';
import { staleLines, type TurnedTake } from '../library/rewish.verb';
import { broughtPicture, takeMedia } from '../library/store-upload.verb';
import { wishHash } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { type FigurePlace, type FigureRow, figureSlot, figureTake, figureWish } from './figure-slot.verb';
import { lockScript } from './lock-script.verb';
import { projectOfScript } from './script-at-hand.verb';
import type { FigureKind } from './segment';
import { type FigureOwner, showFigure } from './show-figure.verb';

export interface NewFigure {
  /** Row ids; one of both. */
  readonly scriptId?: string | null;
  readonly documentId?: string | null;
  readonly uploadId: string;
  readonly kind: FigureKind;
  readonly number: number;
  readonly caption: string;
  readonly idempotencyKey: string;
}

type Desk = Studio<DataSource> & { readonly storage: Pick<Storage, 'open'> };

/** A figure with its picture, or the picture of a figure that had none, shown from now on wherever a script speaks of it first. Answers the row id. */
export async function importFigure(desk: Desk, caller: Caller, input: NewFigure): Promise<string> {
  assertFigureNumber(input.number);
  assertCaption(input.caption);
  const owner = ownerOf(input);
  const attempt = { caller, operation: 'importFigure', key: input.idempotencyKey, input, now: desk.now() };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const projectId = await projectOf(manager, caller, owner);
      const picture = await broughtPicture(manager, desk, { uploadId: input.uploadId, projectId });
      const place = await placeOf(manager, desk, { projectId, owner, input });
      const brought = { source: 'manual', media: takeMedia(picture), generatedBy: caller.name };
      const take = await registerTake(manager, desk, figureTake(place, brought));
      const wentStale = await showFigure(manager, place.figure, attempt.now);
      await writeLines(manager, desk, { figure: place.figure, take, wentStale, actor: caller.name });
      return { id: place.figure.id };
    }),
  );
  return id;
}

function ownerOf({ scriptId = null, documentId = null }: NewFigure): FigureOwner {
  if ((scriptId === null) !== (documentId === null)) return { scriptId, documentId };
  throw new InvalidInput('A figure is of a script or of a document.', {
    field: ['input', 'scriptId'],
    expected: 'one of `scriptId` and `documentId`',
    got: scriptId === null ? 'neither' : 'both',
    remedy: 'Name the document that it is from, or the script that alone may show it.',
  });
}

async function projectOf(manager: EntityManager, caller: Caller, owner: FigureOwner): Promise<string> {
  const { scriptId, documentId } = owner;
  if (documentId === null) {
    const projectId = await projectOfScript(manager, caller, scriptId ?? '');
    await lockScript(manager, scriptId ?? '');
    return projectId;
  }
  const { projectId } = await lockedDocument(manager, caller, { documentId, field: ['input', 'documentId'] });
  return projectId;
}

interface Coming {
  readonly projectId: string;
  readonly owner: FigureOwner;
  readonly input: NewFigure;
}

/** A new figure, or the one whose picture was still to come. */
async function placeOf(manager: EntityManager, desk: Desk, coming: Coming): Promise<FigurePlace> {
  const { projectId, owner, input } = coming;
  const { kind, number, caption } = input;
  const figure = { id: desk.newId(), projectId, ...owner, kind, number, caption };
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(Figure)
    .values(figure)
    .orIgnore()
    .returning('id')
    .execute();
  return raw.length > 0 ? newPlace(manager, desk, figure) : emptyPlace(manager, desk, coming);
}

async function newPlace(manager: EntityManager, desk: Desk, figure: FigureRow): Promise<FigurePlace> {
  const slot = figureSlot(figure, desk);
  await manager.insert(Slot, slot);
  return { figure, slotId: slot.id, wishHash: slot.wishHash };
}

/** The figure's lock comes first: of ten pictures that come for it at once, nine find it taken. */
async function emptyPlace(manager: EntityManager, desk: Desk, { owner, input }: Coming): Promise<FigurePlace> {
  const { kind, number, caption } = input;
  const ownedBy = owner.documentId === null ? { scriptId: owner.scriptId ?? '' } : { documentId: owner.documentId };
  const lock = { mode: 'pessimistic_write' } as const;
  const known = await manager.findOneOrFail(Figure, { where: { ...ownedBy, kind, number }, lock });
  const slot = await manager.findOneByOrFail(Slot, { ownerId: known.id, part: 'picture' });
  if (await manager.existsBy(Asset, { slotId: slot.id })) throw numberTaken({ ...owner, kind, number });
  const { overrides, variation } = slot;
  const wish = { ...figureWish({ ...known, caption }), overrides: overrides as JsonObject, variation };
  const wished = { ...wish, wishHash: wishHash(wish), wishedAt: desk.now() };
  await manager.update(Figure, known.id, { caption });
  await manager.update(Slot, slot.id, wished as object);
  return { figure: { ...known, caption }, slotId: slot.id, wishHash: wished.wishHash };
}

interface Imported {
  readonly figure: FigureRow;
  readonly take: RegisteredTake;
  readonly wentStale: readonly TurnedTake[];
  readonly actor: string;
}

async function writeLines(manager: EntityManager, desk: Desk, imported: Imported): Promise<void> {
  const { figure, take, wentStale, actor } = imported;
  const { projectId, id: subjectId, kind, number } = figure;
  await appendLinesToProjectLog(manager, [
    { projectId, actor, kind: 'FIGURE_IMPORTED', subjectId, facts: { kind, number } },
    ...staleLines(wentStale, actor),
    ...(take.existed ? [] : [take.projectLine]),
  ]);
  if (!take.existed) await appendAudit(manager, desk, [take.auditLine]);
}

export function numberTaken({ documentId, kind, number }: Pick<FigureRow, 'documentId' | 'kind' | 'number'>): Conflict {
  const [owner, name] = [documentId === null ? 'script' : 'document', kind.toLowerCase()];
  return new Conflict(`The ${owner} has a ${name} ${number} already.`, {
    field: ['input', 'number'],
    expected: `a number that no ${name} of this ${owner} has`,
    got: String(number),
    remedy: 'Choose another number.',
  });
}
