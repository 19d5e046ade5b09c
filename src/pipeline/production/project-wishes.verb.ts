import type { DataSource, EntityManager } from 'typeorm';
import { type NewWish, rewish, staleLines } from '../library/rewish.verb';
import type { WishTerms } from '../library/wish';
import { lockScripts } from '../script/lock-script.verb';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { changeProject, type ProjectChange } from '../workspace/change-project.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';

interface Rewording extends Omit<ProjectChange, 'actor'> {
  /** What its places are to want by it. */
  readonly wishes: (manager: EntityManager) => Promise<readonly NewWish[]>;
}

/** What a project says of all its scripts is changed, and with it what their places want. Answers how many takes went stale. */
export function rewordProject(
  { store, now }: Studio<DataSource>,
  caller: Caller,
  { projectId, values, wishes }: Rewording,
): Promise<{ staleCount: number }> {
  return store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    const changed = await changeProject(manager, { projectId, actor: caller.name, values });
    await lockScripts(manager, projectId);
    const { wentStale } = await rewish(manager, await wishes(manager), now());
    await appendLinesToProjectLog(manager, [...changed, ...staleLines(wentStale, caller.name)]);
    return { staleCount: wentStale.length };
  });
}

/** All narrations of a project, asked for as `worded` says. */
export async function narrationsWorded(
  manager: EntityManager,
  projectId: string,
  worded: (wish: WishTerms) => WishTerms,
): Promise<NewWish[]> {
  const slots = await manager.query<(WishTerms & { id: string })[]>(
    `SELECT s.id, s.capability, s.provider, s.model, s.prompt, s.parameters, s.inputs, s.overrides, s.variation
     FROM slot s JOIN segment g ON g.id = s.owner_id
     WHERE s.project_id = $1 AND s.owner_type = 'SEGMENT' AND s.capability = 'SPEECH' ORDER BY s.id`,
    [projectId],
  );
  return slots.map(({ id: slotId, ...wish }) => ({ slotId, wish: worded(wish) }));
}
