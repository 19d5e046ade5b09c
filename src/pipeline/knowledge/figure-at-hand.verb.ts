import type { EntityManager } from 'typeorm';
import { Figure } from '../../entities/figure.entity';
import { NotFound } from '../errors';
import { staleLines, type TurnedTake } from '../library/rewish.verb';
import { lockScriptsById } from '../script/lock-script.verb';
import { type FigureOwner, type Numbered, scriptsMeaning, showAnew } from '../script/show-figure.verb';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import { lockedDocument } from './document-at-hand.verb';

/** A figure that the caller may see, once its document or its script is locked. */
export async function lockedFigure(manager: EntityManager, caller: Caller, figureId: string): Promise<Figure> {
  const seen = caller.projects === 'all' ? null : caller.projects;
  const [found] = await manager.query<FigureOwner[]>(
    `SELECT script_id AS "scriptId", document_id AS "documentId" FROM figure
     WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))`,
    [figureId, seen],
  );
  if (!found) throw noSuchFigure();
  const { scriptId, documentId } = found;
  if (documentId !== null) await lockedDocument(manager, caller, { documentId, field: ['input', 'figureId'] });
  else if (scriptId !== null) await lockScriptsById(manager, [scriptId]);
  const figure = await manager.findOneBy(Figure, { id: figureId });
  if (!figure) throw noSuchFigure();
  return figure;
}

interface Change {
  readonly owner: FigureOwner;
  /** The numbers that may mean something else now. */
  readonly named: readonly Numbered[];
  readonly lines: readonly ProjectLine[];
  readonly actor: string;
  readonly now: Date;
}

/** Whoever shows it shows it anew, and the log says all of it. */
export async function followFigure(
  manager: EntityManager,
  { owner, named, lines, actor, now }: Change,
): Promise<readonly TurnedTake[]> {
  const scriptIds = await scriptsMeaning(manager, owner);
  const wentStale = await showAnew(manager, { scriptIds, named }, now);
  await appendLinesToProjectLog(manager, [...lines, ...staleLines(wentStale, actor)]);
  return wentStale;
}

function noSuchFigure(): NotFound {
  return new NotFound('There is no such figure.', {
    field: ['input', 'figureId'],
    expected: 'the id of a figure that you may see',
    remedy: 'Look it up with the field `figures` of its document or its script.',
  });
}
