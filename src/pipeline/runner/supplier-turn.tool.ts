import { setTimeout as delay } from 'node:timers/promises';
import type { Hall } from './hall.tool';
import { patiently } from './patience.tool';
import { SupplierClosed } from './supplier-failed';
import { askLeave } from './supplier-state.verb';
import type { Vendor } from './vendor';

/** Waits for a turn that the supplier's rate allows, over all processes; refuses while it is left alone. */
export async function takeTurn({ studio }: Hall, vendor: Vendor, signal: AbortSignal): Promise<void> {
  if (vendor.reach !== 'NETWORK' && !vendor.rate) return;
  const { name } = vendor;
  const leave = await patiently(() => studio.store.transaction((manager) => askLeave(manager, vendor)), signal);
  if (leave.is === 'GO') return delay(leave.waitMs, undefined, { signal });
  if (leave.is === 'STOPPED') {
    throw new SupplierClosed({
      code: 'UNAUTHORISED',
      message: `${name} is not asked any more: ${leave.reason}`,
      remedy: 'Look at its bill, then let it be asked again with `reopenSupplier`.',
      billed: 'NOTHING',
    });
  }
  throw new SupplierClosed({
    code: 'TRANSIENT',
    message: `${name} is left alone for now: ${leave.reason}`,
    retryAfterSeconds: leave.opensInMs / 1000,
    billed: 'NOTHING',
  });
}
