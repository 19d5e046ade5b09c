import { setTimeout as delay } from 'node:timers/promises';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import type { DataSource } from 'typeorm';
import { ExecutorRetired } from '../errors';
import type { Studio } from '../workspace/studio';
import { adoptOrphans } from './adopt.verb';
import { retireSilent, SILENT_SECONDS } from './executor.verb';
import type { EngineLog } from './hall.tool';
import type { Pulse } from './pulse.tool';
import { ENGINE_NAME, ENGINE_SCHEMA } from './queue';
import { calmQueues } from './queue-tempo.verb';

/** What heartbeat and takeover need of the engine. */
export interface House {
  readonly studio: Studio<DataSource>;
  readonly executorId: string;
  readonly version: string;
  readonly log: EngineLog;
  readonly pulse: Pulse;
  /** Why this program may not go on with this database: a newer one has changed it. */
  outdated(): Promise<Error | null>;
  readonly closing: AbortController;
  fail(error: Error): void;
}

const BEAT_MS = 3_000;
/** Beats without a gap, after which others had the time to be heard too. */
const SOUND_BEATS = (SILENT_SECONDS * 1000) / BEAT_MS;

/** Until the engine closes: the heartbeat in a loop of its own, so that nothing that is tidied up can hold it up. */
export function keepHouse(house: House): void {
  const hearing = { soundBeats: SOUND_BEATS };
  void keepBeating(house, hearing);
  void keepTidy(house, hearing);
}

/**
 * Who could not be heard itself, since it slept or the database was out of reach, does not know who else could not: it judges
 * nobody for the next 15 s. Otherwise the first to come back retires all the others.
 */
async function keepBeating(house: House, hearing: { soundBeats: number }): Promise<void> {
  await each(house, 'no heartbeat was written', async () => {
    const beat = await house.pulse.beat();
    if (beat === null) return house.fail(new ExecutorRetired(house.executorId));
    const wasAway = beat.silentSeconds * 1000 > 2 * BEAT_MS;
    hearing.soundBeats = wasAway ? 0 : hearing.soundBeats + 1;
  });
}

async function keepTidy(house: House, hearing: { soundBeats: number }): Promise<void> {
  const { store } = house.studio;
  let unheard = '';
  await each(house, 'what others left could not be looked through', async () => {
    const outdated = await house.outdated();
    if (outdated) return house.fail(outdated);
    if (hearing.soundBeats >= SOUND_BEATS) await takeOver(house, false);
    await calmQueues(store.manager);
    const queues = await unheardQueues(store);
    if (queues && queues !== unheard) house.log.warn({ queues }, 'work waits in queues that no worker listens to');
    unheard = queues;
  });
}

async function each({ closing: { signal }, log }: House, failing: string, act: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await delay(BEAT_MS, undefined, { signal });
      await act();
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, failing);
    }
  }
}

/**
 * Frees the work of those who are gone. DBOS recovers an executor's workflows only when told its id; this is the part that is
 * ours. Asking the workflows themselves who holds them also finds those whom a survivor retired before it died. Two survivors
 * may do it at once: DBOS frees a workflow only from the executor that holds it.
 */
export async function takeOver(
  { studio: { store }, executorId, version, log }: Pick<House, 'studio' | 'executorId' | 'version' | 'log'>,
  others: boolean,
): Promise<void> {
  await retireSilent(store.manager, { executorId, others });
  const held = await store.query<{ id: string }[]>(
    `SELECT DISTINCT w.executor_id AS id FROM ${ENGINE_SCHEMA}.workflow_status w
     WHERE w.status = 'PENDING' AND w.application_version = $1
       AND NOT EXISTS (SELECT 1 FROM executor e WHERE e.id = w.executor_id AND e.retired_at IS NULL)`,
    [version],
  );
  if (held.length > 0) {
    const freed = await DBOSExecutor.globalInstance?.recoverPendingWorkflows(held.map(({ id }) => id));
    log.info({ from: held.length, workflows: freed?.length }, 'took over work that was left');
  }
  const adopted = await store.transaction((manager) => adoptOrphans(manager, version));
  if (adopted > 0) log.info({ workflows: adopted }, 'took over work of another version');
}

/** Names with a comma between them. Only what has waited: a worker that starts has a moment to listen. */
async function unheardQueues(store: DataSource): Promise<string> {
  const [{ queues }] = await store.query<[{ queues: string | null }]>(
    `SELECT string_agg(q.queue_name, ', ' ORDER BY q.queue_name) AS queues FROM (
       SELECT DISTINCT w.queue_name FROM ${ENGINE_SCHEMA}.workflow_status w
       WHERE w.status = 'ENQUEUED' AND w.application_name = $1
         AND w.created_at < (extract(epoch FROM clock_timestamp()) - $2) * 1000) q
     WHERE NOT EXISTS (SELECT 1 FROM executor e WHERE e.retired_at IS NULL AND (e.queues IS NULL OR q.queue_name = ANY(e.queues)))`,
    [ENGINE_NAME, SILENT_SECONDS],
  );
  return queues ?? '';
}
