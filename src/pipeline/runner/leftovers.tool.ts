import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { closeStranded } from './close-stranded.verb';
import { assertEnrolled } from './executor.verb';
import type { Hall } from './hall.tool';
import { harvestOverdue } from './harvest.tool';
import type { House } from './housekeeping.tool';
import { wakeHeld } from './wait-for-money.verb';

/**
 * Until the engine closes, what nobody else comes back for: jobs that wait for money, calls that broke off, and suppliers that
 * were late.
 */
export async function keepLeftovers(shop: Hall & House, everyMs: number): Promise<void> {
  const { signal } = shop.closing;
  while (!signal.aborted) {
    try {
      await delay(everyMs, undefined, { signal });
      await enrolled(shop, (manager) => wakeHeld(manager, { projectId: null }));
      while (await enrolled(shop, closeStranded)) {
        signal.throwIfAborted();
        shop.log.warn({}, 'money was set aside for a call that nobody carries out');
      }
      await harvestOverdue(shop, signal);
    } catch (error) {
      if (!signal.aborted) shop.log.warn({ err: error }, 'what was left over was not looked after');
    }
  }
}

function enrolled<T>({ studio, executorId }: Hall, act: (manager: EntityManager) => Promise<T>): Promise<T> {
  return studio.store.transaction(async (manager) => {
    await assertEnrolled(manager, executorId);
    return act(manager);
  });
}
