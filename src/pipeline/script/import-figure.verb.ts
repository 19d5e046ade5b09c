import type { DataSource, EntityManager } from 'typeorm';
import { Figure } from '../../entities/figure.entity';
import { Project } from '../../entities/project.entity';
import { Slot } from '../../entities/slot.entity';
import type { Storage } from '../../storage/storage';
import { Conflict, InvalidInput } from '../errors';
import { appendAudit } from '../library/audit-log.verb';
import { type RegisteredTake, registerTake } from '../library/register-take.verb';
import { plainWish, wishHash } from '../library/slot';
import { type BroughtPicture, broughtPicture, takeMedia } from '../library/store-upload.verb';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendToProjectLog } from '../workspace/project-log.verb';
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

/** A figure with its picture, shown from now on wherever the script speaks of it first. Answers the row id. */
export async function importFigure(desk: Desk, caller: Caller, input: NewFigure): Promise<string> {
  assertSensible(input);
  const attempt = { caller, operation: 'importFigure', key: input.idempotencyKey, input, now: desk.now() };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const projectId = await projectOfScript(manager, caller, input.scriptId);
      const picture = await broughtPicture(manager, desk, { uploadId: input.uploadId, projectId });
      const figure = await insertFigure(manager, { id: desk.newId(), projectId, input });
      const take = await fillSlot(manager, desk, { figure, picture, caller });
      const { width, height } = await manager.findOneByOrFail(Project, { id: projectId });
      const shown = { ...figure, sha256: picture.sha256 };
      await showFigure(manager, shown, { size: { width, height }, now: attempt.now });
      await writeLines(manager, desk, { figure, take, actor: caller.name });
      return { id: figure.id };
    }),
  );
  return id;
}

type FigureRow = Pick<Figure, 'id' | 'projectId' | 'scriptId' | 'kind' | 'number' | 'caption'>;

async function insertFigure(
  manager: EntityManager,
  { id, projectId, input }: { id: string; projectId: string; input: NewFigure },
): Promise<FigureRow> {
  const { scriptId, kind, number, caption } = input;
  const figure = { id, projectId, scriptId, kind, number, caption };
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(Figure)
    .values(figure)
    .orIgnore()
    .returning('id')
    .execute();
  if (raw.length === 0) throw numberTaken(input);
  return figure;
}

interface Filling {
  readonly figure: FigureRow;
  readonly picture: BroughtPicture;
  readonly caller: Caller;
}

/** Its wish has the caption, so that no two figures of a project have equal wishes and stand in for each other. */
async function fillSlot(
  manager: EntityManager,
  desk: Desk,
  { figure: { id: ownerId, projectId, number, caption }, picture, caller }: Filling,
): Promise<RegisteredTake> {
  const wish = { ...plainWish('IMAGE', caption), inputs: [] };
  const place = { projectId, ownerType: 'FIGURE', ownerId, part: 'picture', type: 'FIGURE' } as const;
  const slot = { ...place, ...wish, id: desk.newId(), wishHash: wishHash(wish), wishedAt: desk.now() };
  await manager.insert(Slot, slot);
  return registerTake(manager, desk, {
    projectId,
    slotId: slot.id,
    type: 'FIGURE',
    source: 'manual',
    media: takeMedia(picture),
    text: null,
    voice: null,
    describes: null,
    tags: [],
    figureNumber: number,
    caption,
    wishHash: slot.wishHash,
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
  readonly actor: string;
}

async function writeLines(manager: EntityManager, desk: Desk, { figure, take, actor }: Imported): Promise<void> {
  const { projectId, id: subjectId, kind, number } = figure;
  const facts = { kind, number };
  await appendToProjectLog(manager, { projectId, actor, kind: 'FIGURE_IMPORTED', subjectId, facts });
  if (take.existed) return;
  await appendToProjectLog(manager, take.projectLine);
  await appendAudit(manager, desk, [take.auditLine]);
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
