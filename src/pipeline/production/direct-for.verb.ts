import type { EntityManager } from 'typeorm';
import { staleLines } from '../library/rewish.verb';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { direct } from './assign-visuals.verb';
import type { Tier } from './tiers';

interface Directing {
  /** A row id. */
  readonly scriptId: string;
  readonly tier: Tier;
  readonly by: string;
}

/** A script gets what a tier pays for before a run is planned, and the project's log tells what went stale by it. */
export async function directFor(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now'>,
  { scriptId, tier, by }: Directing,
): Promise<void> {
  const { wentStale } = await direct(manager, { scriptId, tier, now: studio.now() });
  await appendLinesToProjectLog(manager, staleLines(wentStale, by));
}
