import type { DataSource, EntityManager } from 'typeorm';
import { StaleVersion } from '../errors';
import { staleLines } from '../library/rewish.verb';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { lockScript } from './lock-script.verb';
import { projectOfScript } from './script-at-hand.verb';
import { showAnew } from './show-figure.verb';
import { keepSources, lockedSources } from './sources.verb';

export interface AskedSources {
  /** Row ids. */
  readonly scriptId: string;
  readonly documentIds: readonly string[];
  readonly expectedVersion: number;
}

/** What a script is written from: what its references mean, and what its pages show, follows. Answers how many takes went stale. */
export function setSources(
  studio: Studio<DataSource>,
  caller: Caller,
  { scriptId, documentIds, expectedVersion }: AskedSources,
): Promise<{ staleCount: number }> {
  return studio.store.transaction(async (manager) => {
    const projectId = await projectOfScript(manager, caller, scriptId);
    const sources = await lockedSources(manager, { projectId, documentIds });
    await lockScript(manager, scriptId);
    await countOn(manager, { scriptId, expectedVersion });
    await keepSources(manager, { scriptId, projectId, sources });
    const wentStale = await showAnew(manager, { scriptIds: [scriptId], named: 'all' }, studio.now());
    const facts = { titles: sources.map(({ title }) => title) };
    await appendLinesToProjectLog(manager, [
      { projectId, actor: caller.name, kind: 'SOURCES_SET', subjectId: scriptId, facts },
      ...staleLines(wentStale, caller.name),
    ]);
    return { staleCount: wentStale.length };
  });
}

async function countOn(
  manager: EntityManager,
  { scriptId, expectedVersion }: { scriptId: string; expectedVersion: number },
): Promise<void> {
  const [script] = await manager.query<[{ version: number }]>(
    'SELECT lock_version AS version FROM structured_script WHERE id = $1',
    [scriptId],
  );
  if (script.version !== expectedVersion) {
    throw new StaleVersion('Somebody else has changed the script.', {
      field: ['input', 'expectedVersion'],
      expected: `version ${script.version} of the script`,
      got: String(expectedVersion),
      remedy: 'Read it again, and change what you see then.',
    });
  }
  await manager.query('UPDATE structured_script SET lock_version = lock_version + 1 WHERE id = $1', [scriptId]);
}
