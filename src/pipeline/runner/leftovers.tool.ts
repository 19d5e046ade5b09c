import { setTimeout as delay } from 'node:timers/promises';
import type { Hall } from './carry-out.tool';
import { assertEnrolled } from './executor.verb';
import { harvestOverdue } from './harvest.tool';
import type { House } from './housekeeping.tool';
import { wakeHeld } from './wait-for-money.verb';

/** Until the engine closes, what nobody else comes back for: jobs that wait for money, and suppliers that were late. */
export async function keepLeftovers(shop: Hall & House, everyMs: number): Promise<void> {
  const { signal } = shop.closing;
  while (!signal.aborted) {
    try {
      await delay(everyMs, undefined, { signal });
      await shop.studio.store.transaction(async (manager) => {
        await assertEnrolled(manager, shop.executorId);
        await wakeHeld(manager, { projectId: null });
      });
      await harvestOverdue(shop, signal);
    } catch (error) {
      if (!signal.aborted) shop.log.warn({ err: error }, 'what was left over was not looked after');
    }
  }
}
