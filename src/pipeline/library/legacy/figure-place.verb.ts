import type { EntityManager } from 'typeorm';
import { Figure } from '../../../entities/figure.entity';
import { Slot } from '../../../entities/slot.entity';
import { type FigureRow, figureSlot } from '../../script/figure-slot.verb';
import type { ProjectLine } from '../../workspace/project-log.verb';
import type { Studio } from '../../workspace/studio';
import { type Into, lockedPlaces, type Place, type Prepared } from './places.verb';
import type { LegacyEntry } from './plan';

const LONGEST_CAPTION = 500;

type Clock = Pick<Studio<unknown>, 'now' | 'newId'>;

interface Wanted extends Prepared {
  readonly into: Into;
}

/** The place of a figure's picture. A figure that the script did not have is there from now on. */
export async function figurePlace(
  manager: EntityManager,
  clock: Clock,
  wanted: Wanted,
): Promise<{ figure: FigureRow; place: Place; lines: ProjectLine[] }> {
  const { into } = wanted;
  const { figure, isNew } = await figureOf(manager, clock, wanted);
  const place = await placeOf(manager, clock, figure);
  const { id: subjectId, kind, number } = figure;
  const line = { projectId: into.projectId, actor: into.caller.name, kind: 'FIGURE_IMPORTED', subjectId } as const;
  return { figure, place, lines: isNew ? [{ ...line, facts: { kind, number } }] : [] };
}

async function figureOf(
  manager: EntityManager,
  { newId }: Clock,
  { into: { projectId, scriptId }, entry }: Wanted,
): Promise<{ figure: FigureRow; isNew: boolean }> {
  const { kind, figureNumber } = entry;
  const number = figureNumber ?? 0;
  const figure = { id: newId(), projectId, scriptId, documentId: null, kind, number, caption: captionOf(entry) };
  const insert = manager.createQueryBuilder().insert().into(Figure).values(figure).orIgnore().returning('id');
  const { raw } = await insert.execute();
  if (raw.length > 0) return { figure, isNew: true };
  const known = await manager.findOneByOrFail(Figure, { scriptId, kind, number });
  if (known.caption !== '') return { figure: known, isNew: false };
  // A script may name a figure before anybody knows what it shows.
  await manager.update(Figure, { id: known.id }, { caption: figure.caption });
  return { figure: { ...known, caption: figure.caption }, isNew: false };
}

function captionOf({ caption, describes, kind, figureNumber }: LegacyEntry): string {
  const said = (caption ?? describes ?? '').trim().slice(0, LONGEST_CAPTION);
  // Cut between characters: half of a pair cannot be stored.
  const whole = said.replace(/[\uD800-\uDBFF]$/, '');
  return whole === '' ? `${kind === 'TABLE' ? 'Table' : 'Figure'} ${figureNumber}` : whole;
}

async function placeOf(manager: EntityManager, clock: Clock, figure: FigureRow): Promise<Place> {
  const slot = figureSlot(figure, clock);
  await manager.createQueryBuilder().insert().into(Slot).values(slot).orIgnore().execute();
  const { id: slotId } = await manager.findOneByOrFail(Slot, { ownerId: figure.id, part: 'picture' });
  const locked = (await lockedPlaces(manager, [slotId])).get(slotId);
  if (!locked) throw new Error(`The slot ${slotId} is gone.`);
  return locked;
}
