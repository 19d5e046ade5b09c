import type { EntityManager } from 'typeorm';
import { Figure } from '../../../entities/figure.entity';
import { Project } from '../../../entities/project.entity';
import { Slot } from '../../../entities/slot.entity';
import { showFigure } from '../../script/show-figure.verb';
import type { ProjectLine } from '../../workspace/project-log.verb';
import type { Studio } from '../../workspace/studio';
import { plainWish, wishHash } from '../slot';
import { lockedPlaces, type Place } from './places.verb';
import type { LegacyEntry } from './plan';
import type { Into, Prepared } from './register-entries.verb';

const LONGEST_CAPTION = 500;

type Clock = Pick<Studio<unknown>, 'now' | 'newId'>;

interface Wanted extends Prepared {
  readonly into: Into;
}

/** The place of a figure's picture. A figure that the script did not have is there from now on, and shown where it is spoken of. */
export async function figurePlace(
  manager: EntityManager,
  clock: Clock,
  wanted: Wanted,
): Promise<{ place: Place; lines: ProjectLine[] }> {
  const { into, media } = wanted;
  const { figure, isNew } = await figureOf(manager, clock, wanted);
  const place = await placeOf(manager, clock, figure);
  if (place.takes.length === 0) {
    const { width, height } = await manager.findOneByOrFail(Project, { id: into.projectId });
    const shown = { ...figure, scriptId: into.scriptId, sha256: media.sha256 };
    await showFigure(manager, shown, { size: { width, height }, now: clock.now() });
  }
  const { id: subjectId, kind, number } = figure;
  const line = { projectId: into.projectId, actor: into.caller.name, kind: 'FIGURE_IMPORTED', subjectId } as const;
  return { place, lines: isNew ? [{ ...line, facts: { kind, number } }] : [] };
}

type FigureRow = Pick<Figure, 'id' | 'projectId' | 'kind' | 'number' | 'caption'>;

async function figureOf(
  manager: EntityManager,
  { newId }: Clock,
  { into: { projectId, scriptId }, entry }: Wanted,
): Promise<{ figure: FigureRow; isNew: boolean }> {
  const { kind, figureNumber } = entry;
  const number = figureNumber ?? 0;
  const figure = { id: newId(), projectId, scriptId, kind, number, caption: captionOf(entry) };
  const insert = manager.createQueryBuilder().insert().into(Figure).values(figure).orIgnore().returning('id');
  const { raw } = await insert.execute();
  if (raw.length > 0) return { figure, isNew: true };
  return { figure: await manager.findOneByOrFail(Figure, { scriptId, kind, number }), isNew: false };
}

function captionOf({ caption, describes, kind, figureNumber }: LegacyEntry): string {
  const said = (caption ?? describes ?? '').trim().slice(0, LONGEST_CAPTION);
  // Cut between characters: half of a pair cannot be stored.
  const whole = said.replace(/[\uD800-\uDBFF]$/, '');
  return whole === '' ? `${kind === 'TABLE' ? 'Table' : 'Figure'} ${figureNumber}` : whole;
}

async function placeOf(manager: EntityManager, { now, newId }: Clock, figure: FigureRow): Promise<Place> {
  const { id: ownerId, projectId, caption } = figure;
  const wish = { ...plainWish('IMAGE', caption), inputs: [] };
  const place = { projectId, ownerType: 'FIGURE', ownerId, part: 'picture', type: 'FIGURE' } as const;
  const slot = { ...place, ...wish, id: newId(), wishHash: wishHash(wish), wishedAt: now() };
  await manager.createQueryBuilder().insert().into(Slot).values(slot).orIgnore().execute();
  const { id: slotId } = await manager.findOneByOrFail(Slot, { ownerId, part: 'picture' });
  const locked = (await lockedPlaces(manager, [slotId])).get(slotId);
  if (!locked) throw new Error(`The slot ${slotId} is gone.`);
  return locked;
}
