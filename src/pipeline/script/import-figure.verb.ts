import type { DataSource, EntityManager } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import { Figure } from '../../entities/figure.entity';
import { Project } from '../../entities/project.entity';
import { Slot } from '../../entities/slot.entity';
import type { Storage } from '../../storage/storage';
import { Conflict, InvalidInput } from '../errors';
import { appendAudit } from '../library/audit-log.verb';
import { type RegisteredTake, registerTake } from '../library/register-take.verb';
import { staleLines, type TurnedTake } from '../library/rewish.verb';
import { type BroughtPicture, broughtPicture, takeMedia } from '../library/store-upload.verb';
import { plainWish, wishHash } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { projectOfScript } from './script-at-hand.verb';
import type { FigureKind } from './segment';
import { showFigure } from './show-figure.verb';

export interface NewFigure {
  /** Row ids. */
  readonly scriptId: string;
  readonly uploadId: string;
  readonly kind: FigureKind;
  readonly number: number;
  readonly caption: string;
  readonly idempotencyKey: string;
}

type Desk = Studio<DataSource> & { readonly storage: Pick<Storage, 'open'> };

const LAST_NUMBER = 9_999;
const LONGEST_CAPTION = 500;
const POLICY = 'figures are approved as they come';

/** A figure with its picture, or the picture of a figure that had none, shown from now on wherever the script speaks of it first. Answers the row id. */
export async function importFigure(desk: Desk, caller: Caller, input: NewFigure): Promise<string> {
  assertSensible(input);
  const attempt = { caller, operation: 'importFigure', key: input.idempotencyKey, input, now: desk.now() };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const projectId = await projectOfScript(manager, caller, input.scriptId);
      const picture = await broughtPicture(manager, desk, { uploadId: input.uploadId, projectId });
      const place = await placeOf(manager, desk, { projectId, input });
      const { figure } = place;
      const take = await fillSlot(manager, desk, { ...place, picture, caller });
      const { width, height } = await manager.findOneByOrFail(Project, { id: projectId });
      const shown = { ...figure, sha256: picture.sha256 };
      const wentStale = await showFigure(manager, shown, { size: { width, height }, now: attempt.now });
      await writeLines(manager, desk, { figure, take, wentStale, actor: caller.name });
      return { id: figure.id };
    }),
  );
  return id;
}

type FigureRow = Pick<Figure, 'id' | 'projectId' | 'scriptId' | 'kind' | 'number' | 'caption'>;

interface FigurePlace {
  readonly figure: FigureRow;
  readonly slotId: string;
  readonly wishHash: string;
}

interface Coming {
  readonly projectId: string;
  readonly input: NewFigure;
}

/** A new figure, or the one whose picture was still to come. */
async function placeOf(manager: EntityManager, desk: Desk, coming: Coming): Promise<FigurePlace> {
  const { projectId, input } = coming;
  const { scriptId, kind, number, caption } = input;
  const figure = { id: desk.newId(), projectId, scriptId, kind, number, caption };
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(Figure)
    .values(figure)
    .orIgnore()
    .returning('id')
    .execute();
  return raw.length > 0 ? newPlace(manager, desk, figure) : emptyPlace(manager, desk, input);
}

/** Its wish has the caption, so that no two figures of a project have equal wishes and stand in for each other. */
async function newPlace(manager: EntityManager, desk: Desk, figure: FigureRow): Promise<FigurePlace> {
  const wish = { ...plainWish('IMAGE', figure.caption), inputs: [] };
  const { id: ownerId, projectId } = figure;
  const place = { projectId, ownerType: 'FIGURE', ownerId, part: 'picture', type: 'FIGURE' } as const;
  const slot = { ...place, ...wish, id: desk.newId(), wishHash: wishHash(wish), wishedAt: desk.now() };
  await manager.insert(Slot, slot);
  return { figure, slotId: slot.id, wishHash: slot.wishHash };
}

/** The figure's lock comes first: of ten pictures that come for it at once, nine find it taken. */
async function emptyPlace(manager: EntityManager, desk: Desk, input: NewFigure): Promise<FigurePlace> {
  const { scriptId, kind, number, caption } = input;
  const lock = { mode: 'pessimistic_write' } as const;
  const known = await manager.findOneOrFail(Figure, { where: { scriptId, kind, number }, lock });
  const slot = await manager.findOneByOrFail(Slot, { ownerId: known.id, part: 'picture' });
  if (await manager.existsBy(Asset, { slotId: slot.id })) throw numberTaken(input);
  const { overrides, variation } = slot;
  const wish = { ...plainWish('IMAGE', caption), inputs: [], overrides: overrides as JsonObject, variation };
  const wished = { ...wish, wishHash: wishHash(wish), wishedAt: desk.now() };
  await manager.update(Figure, known.id, { caption });
  await manager.update(Slot, slot.id, wished as object);
  return { figure: { ...known, caption }, slotId: slot.id, wishHash: wished.wishHash };
}

interface Filling extends FigurePlace {
  readonly picture: BroughtPicture;
  readonly caller: Caller;
}

async function fillSlot(
  manager: EntityManager,
  desk: Desk,
  { figure: { projectId, number, caption }, slotId, wishHash, picture, caller }: Filling,
): Promise<RegisteredTake> {
  return registerTake(manager, desk, {
    projectId,
    slotId,
    type: 'FIGURE',
    source: 'manual',
    media: takeMedia(picture),
    text: null,
    voice: null,
    describes: null,
    tags: [],
    figureNumber: number,
    caption,
    wishHash,
    recipe: null,
    runId: null,
    jobId: null,
    costMicros: 0n,
    generatedBy: caller.name,
    born: { status: 'APPROVED', reason: POLICY },
  });
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

function assertSensible({ number, caption }: NewFigure): void {
  if (!(number >= 1 && number <= LAST_NUMBER)) {
    throw new InvalidInput(`Figures are numbered from 1 to ${LAST_NUMBER}.`, {
      field: ['input', 'number'],
      expected: `1 to ${LAST_NUMBER}`,
      got: String(number),
      remedy: 'Give it the number by which the script calls it.',
    });
  }
  if (!isName(caption, LONGEST_CAPTION)) {
    throw new InvalidInput(`The caption of a figure must have from 1 to ${LONGEST_CAPTION} characters.`, {
      field: ['input', 'caption'],
      expected: `1 to ${LONGEST_CAPTION} characters, not all of them spaces`,
      got: `${caption.length} characters`,
      remedy: 'Say in a sentence what the figure shows.',
    });
  }
}

function numberTaken({ kind, number }: NewFigure): Conflict {
  return new Conflict(`The script has a ${kind.toLowerCase()} ${number} already.`, {
    field: ['input', 'number'],
    expected: `a number that no ${kind.toLowerCase()} of this script has`,
    got: String(number),
    remedy: 'Choose another number.',
  });
}
