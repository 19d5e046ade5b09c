import type { EntityManager } from 'typeorm';
import type { Run } from '../../entities/run.entity';
import { MissingAssets } from '../errors';
import { planCut } from '../timeline/plan-cut';
import { keepCut } from './build-cut.verb';
import { isSet } from './card-wishes';
import { takeSql } from './cut-facts.verb';
import { captionStyleIn } from './explainer-options';
import { type PlanTake, plannedFilm } from './plan-film';
import { planOverlays } from './plan-overlays';
import { houseOf, planRow } from './plan-places.verb';

interface TakeRow extends Omit<PlanTake, 'isClip' | 'isSet'> {
  readonly part: string;
  readonly type: string;
  readonly task: string | null;
}

/** Lays out the takes of a plan as they are now, and says what its film is to be. */
export async function cutPlan(manager: EntityManager, run: Run): Promise<void> {
  const plan = await planRow(manager, run.subjectId);
  if (!plan) throw new Error(`The plan ${run.subjectId} is gone.`);
  const [timeline] = await manager.query<[{ id: string }]>(
    'SELECT id FROM timeline WHERE plan_id = $1 FOR NO KEY UPDATE',
    [plan.id],
  );
  const takes = await takesOf(manager, plan.id);
  const { size, rate } = await houseOf(manager, plan);
  const film = plannedFilm({
    ...{ ownerId: plan.id, manifest: plan.manifest, takes, size, rate },
    captionStyle: captionStyleIn(run.options),
  });
  assertMostlyNarrated(film.scenes);
  const { cut, placed, notes } = planCut(film);
  const overlays = planOverlays(placed, { manifest: plan.manifest, takes });
  const whole = overlays.length > 0 ? { ...cut, overlays } : cut;
  await keepCut(manager, { timelineId: timeline.id, owner: 'PRODUCTION_PLAN' }, whole);
  await manager.query('UPDATE timeline SET notes = $2 WHERE id = $1', [timeline.id, notes]);
}

async function takesOf(manager: EntityManager, planId: string): Promise<Map<string, PlanTake>> {
  const rows = await manager.query<(Pick<TakeRow, 'part' | 'type'> & { readonly take: TakeRow })[]>(
    `SELECT s.part, a.type, ${takeSql('a')} AS take FROM slot s JOIN asset a ON a.id = s.current_id WHERE s.owner_id = $1`,
    [planId],
  );
  return new Map(
    rows.map(({ part, type, take }) => [
      part,
      { ...take, isClip: type === 'VIDEO', isSet: isSet({ parameters: { task: take.task } }) },
    ]),
  );
}

/** A film of cards that say what is missing is no film. */
function assertMostlyNarrated(scenes: readonly { readonly narration: { readonly take: unknown } | null }[]): void {
  const narrated = scenes.flatMap(({ narration }) => narration ?? []);
  const silent = narrated.filter(({ take }) => !take).length;
  if (silent === 0 || silent * 2 <= narrated.length) return;
  throw new MissingAssets(`${silent} of ${narrated.length} narrations failed.`, {
    expected: 'at least half of what is said',
    got: `${narrated.length - silent} of ${narrated.length}`,
    remedy: 'Mend what failed, then resume the run.',
  });
}
