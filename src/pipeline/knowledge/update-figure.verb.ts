import type { DataSource, EntityManager } from 'typeorm';
import { Figure } from '../../entities/figure.entity';
import { numberTaken } from '../script/import-figure.verb';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { followFigure, lockedFigure } from './figure-at-hand.verb';
import { assertCaption, assertDescription, assertFigureNumber } from './figure-words';

export interface FigureChange {
  /** A row id. */
  readonly figureId: string;
  /** What is left out, or null, stays as it is. */
  readonly caption?: string | null;
  readonly description?: string | null;
  readonly number?: number | null;
}

/** What is said of a figure, and by which number it is meant. Answers how many takes went stale. */
export function updateFigure(
  studio: Studio<DataSource>,
  caller: Caller,
  input: FigureChange,
): Promise<{ staleCount: number }> {
  assertSensible(input);
  return studio.store.transaction(async (manager) => {
    const known = await lockedFigure(manager, caller, input.figureId);
    const { id: subjectId, projectId, kind } = known;
    const change = changeOf(known, input);
    const members = Object.keys(change);
    if (members.length === 0) return { staleCount: 0 };
    if (change.number !== undefined) await renumber(manager, known, change.number);
    await manager.update(Figure, subjectId, change);
    const line = { projectId, actor: caller.name, kind: 'FIGURE_CHANGED', subjectId, facts: { members } } as const;
    const named = [known, { kind, number: change.number ?? known.number }];
    const told = { owner: known, named, lines: [line], actor: caller.name, now: studio.now() };
    return { staleCount: (await followFigure(manager, told)).length };
  });
}

function changeOf(known: Figure, { caption, description, number }: FigureChange) {
  const asked = { caption: caption ?? known.caption, description: description ?? known.description };
  return {
    ...(asked.caption === known.caption ? {} : { caption: asked.caption }),
    ...(asked.description === known.description ? {} : { description: asked.description }),
    ...((number ?? known.number) === known.number ? {} : { number: number ?? known.number }),
  };
}

/** Its takes are found by its number. */
async function renumber(manager: EntityManager, { id, kind, scriptId, documentId }: Figure, number: number) {
  const taken = await manager.query(
    `SELECT 1 FROM figure WHERE kind = $1 AND number = $2 AND (script_id = $3 OR document_id = $4) AND id <> $5`,
    [kind, number, scriptId, documentId, id],
  );
  if (taken.length > 0) throw numberTaken({ documentId, kind, number });
  await manager.query(
    `UPDATE asset SET figure_number = $2 WHERE slot_id IN (SELECT s.id FROM slot s WHERE s.owner_id = $1 AND s.part = 'picture')`,
    [id, number],
  );
}

function assertSensible({ caption = null, description = null, number = null }: FigureChange): void {
  if (caption !== null) assertCaption(caption);
  if (description !== null) assertDescription(description);
  if (number !== null) assertFigureNumber(number);
}
