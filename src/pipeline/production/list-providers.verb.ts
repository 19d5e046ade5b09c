import type { DataSource } from 'typeorm';
import type { Capability } from '../values/capability';
import type { Caller } from '../workspace/caller';
import type { Studio } from '../workspace/studio';
import { type ListedProvider, missingOf, type ProviderDesk } from './provider-desk';

/** How it has behaved lately, over all projects and processes. */
export interface ProviderHealth {
  readonly stoppedReason: string | null;
  readonly failuresInRow: number;
  readonly openUntil: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
  readonly checkedAt: Date | null;
  /** Of its latest calls the one in the middle; null where there were none. */
  readonly latencySeconds: number | null;
}

export type ShownProvider = ListedProvider &
  ProviderHealth & { readonly isConfigured: boolean; readonly missing: readonly string[]; readonly isHealthy: boolean };

interface Listing {
  readonly studio: Pick<Studio<DataSource>, 'store' | 'now'>;
  readonly desk: ProviderDesk;
  readonly caller: Pick<Caller, 'projects'>;
}

/** All that this release knows, whether anybody configured them or not, with how they have behaved. */
export async function listProviders(
  { studio: { store, now }, desk, caller }: Listing,
  capability: Capability | null = null,
): Promise<ShownProvider[]> {
  const health = await healthOf(store);
  const listed = await desk.list();
  return listed
    .filter((provider) => capability === null || provider.capability === capability)
    .map((provider) =>
      shown(provider, { health: health.get(provider.name) ?? UNASKED, nowMs: now().getTime(), caller }),
    );
}

interface Showing {
  readonly health: ProviderHealth;
  readonly nowMs: number;
  readonly caller: Pick<Caller, 'projects'>;
}

function shown(provider: ListedProvider, { health, nowMs, caller }: Showing): ShownProvider {
  const missing = missingOf(provider);
  const isLeftAlone = health.openUntil !== null && health.openUntil.getTime() > nowMs;
  return {
    ...provider,
    ...health,
    // It may be about another project's order.
    lastError: caller.projects === 'all' ? health.lastError : null,
    missing,
    isConfigured: missing.length === 0,
    isHealthy: health.stoppedReason === null && !isLeftAlone,
  };
}

const UNASKED: ProviderHealth = {
  stoppedReason: null,
  failuresInRow: 0,
  openUntil: null,
  lastError: null,
  lastErrorAt: null,
  checkedAt: null,
  latencySeconds: null,
};

/** So many of its latest calls tell how long one takes. */
const LATEST_CALLS = 20;

async function healthOf(store: DataSource): Promise<ReadonlyMap<string, ProviderHealth>> {
  const rows = await store.query<(ProviderHealth & { name: string })[]>(
    `SELECT s.name, s.stopped_reason AS "stoppedReason", s.failures_in_row AS "failuresInRow", s.open_until AS "openUntil",
       s.last_error AS "lastError", s.last_error_at AS "lastErrorAt", s.checked_at AS "checkedAt",
       coalesce(l.seconds, s.checked_seconds) AS "latencySeconds"
     FROM supplier_state s LEFT JOIN LATERAL (
       SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY c.seconds) AS seconds FROM (
         SELECT extract(epoch FROM closed_at - sent_at)::float AS seconds FROM charge
         WHERE provider = s.name AND status = 'SETTLED' AND sent_at IS NOT NULL ORDER BY closed_at DESC LIMIT ${LATEST_CALLS}
       ) c
     ) l ON true`,
  );
  return new Map(rows.map(({ name, ...health }) => [name, health]));
}
