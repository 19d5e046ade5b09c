import type { EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { Slot } from '../../entities/slot.entity';
import { StructuredScript } from '../../entities/structured-script.entity';
import type { TurnedTake } from '../library/rewish.verb';
import { plainWish, type WishTerms, wishHash } from '../library/wish';
import type { Studio } from '../workspace/studio';
import { ensureCards } from './film-cards.verb';
import { ambienceWish } from './film-wish';

export interface ScriptTimeline {
  /** A row id. */
  readonly id: string;
  /** By cards that say something else now. */
  readonly wentStale: readonly TurnedTake[];
}

/** The living cut of a script, made when it is first asked for, with its places for ambience, film and cards. */
export async function ensureTimeline(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  script: StructuredScript,
): Promise<ScriptTimeline> {
  const project = await manager.findOneByOrFail(Project, { id: script.projectId });
  const inserted = await manager.query<{ id: string }[]>(
    `INSERT INTO timeline (id, project_id, script_id, name, rate_numerator, rate_denominator, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (script_id) DO NOTHING RETURNING id`,
    [studio.newId(), project.id, script.id, script.name, project.rateNumerator, project.rateDenominator, studio.now()],
  );
  const [made] = inserted;
  if (made) await insertSlots(manager, studio, { id: made.id, projectId: project.id });
  // Locked: of two starts at once the second sees the cards of the first.
  const [timeline] = await manager.query<[{ id: string }]>(
    'SELECT id FROM timeline WHERE script_id = $1 FOR NO KEY UPDATE',
    [script.id],
  );
  const film = { projectId: project.id, scriptId: script.id, timelineId: timeline.id };
  return { id: timeline.id, wentStale: await ensureCards(manager, studio, film) };
}

async function insertSlots(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  timeline: { id: string; projectId: string },
): Promise<void> {
  const owned = { projectId: timeline.projectId, ownerType: 'TIMELINE' as const, ownerId: timeline.id };
  const slot = (part: string, type: 'AUDIO' | 'VIDEO', wish: WishTerms) => ({
    ...owned,
    ...wish,
    id: studio.newId(),
    part,
    type,
    inputs: [...wish.inputs],
    wishHash: wishHash(wish),
    wishedAt: studio.now(),
  });
  await manager.insert(Slot, [
    slot('ambience', 'AUDIO', ambienceWish()),
    slot('film', 'VIDEO', plainWish('VIDEO', null)),
  ]);
}
