import type { DataSource } from 'typeorm';
import { ExecutorRetired } from '../errors';
import type { Studio } from '../workspace/studio';
import type { Wakes } from './hall.tool';
import type { MakeOrder } from './order';
import { RUN_LOG_CHANNEL, UNWANTED } from './run-log.verb';

interface Watched {
  readonly order: MakeOrder;
  readonly unwanted: AbortController;
}

/** What this process makes. Who cancels a run wakes us; then one look finds what nobody wants any more of all that is made for it. */
export class Wanted {
  readonly #byRun = new Map<string, Set<Watched>>();

  constructor(
    private readonly studio: Studio<DataSource>,
    private readonly wakes: Wakes,
    private readonly closing: AbortSignal,
  ) {}

  watch(order: MakeOrder): { readonly unwanted: AbortSignal; stop(): void } {
    const watched = { order, unwanted: new AbortController() };
    const all = this.#byRun.get(order.runId) ?? this.#begin(order.runId);
    all.add(watched);
    return { unwanted: watched.unwanted.signal, stop: () => all.delete(watched) };
  }

  #begin(runId: string): Set<Watched> {
    const all = new Set<Watched>();
    this.#byRun.set(runId, all);
    void this.#keepLooking(runId, all);
    return all;
  }

  async #keepLooking(runId: string, all: Set<Watched>): Promise<void> {
    const topic = `${RUN_LOG_CHANNEL}:${runId}${UNWANTED}`;
    do {
      const version = this.wakes.version(topic);
      await this.#look(all).catch(() => undefined); // the database is away: asked again at the next wake
      await this.wakes.past(topic, version, this.closing);
    } while (all.size > 0 && !this.closing.aborted);
    this.#byRun.delete(runId);
  }

  async #look(all: ReadonlySet<Watched>): Promise<void> {
    const looked = [...all];
    const [first] = looked;
    if (!first) return;
    const rows = await this.studio.store.query<{ wishHash: string }[]>(
      `SELECT DISTINCT wish_hash AS "wishHash" FROM job WHERE project_id = $1 AND wish_hash = ANY($2) AND status = 'PROCESSING'`,
      [first.order.projectId, looked.map(({ order }) => order.wishHash)],
    );
    const wanted = new Set(rows.map(({ wishHash }) => wishHash));
    for (const { order, unwanted } of looked) {
      if (!wanted.has(order.wishHash)) unwanted.abort(new Error('Nobody wants it any more.'));
    }
  }
}

/**
 * Asked before a supplier is: false where nobody wants it any more; whoever asks for a wish that others have cancelled meanwhile keeps
 * it alive. A process that was stopped and wakes finds what it had taken in hand still before it, and would pay for it a second
 * time, so it is refused. What it records afterwards is refused by DBOS, which knows each workflow's owner, and what it writes
 * by `assertEnrolled`.
 */
export async function isStillWanted(store: DataSource, executorId: string, order: MakeOrder): Promise<boolean> {
  const [{ isEnrolled, isWanted }] = await store.query<[{ isEnrolled: boolean; isWanted: boolean }]>(
    `SELECT EXISTS (SELECT 1 FROM executor WHERE id = $1 AND retired_at IS NULL) AS "isEnrolled",
       EXISTS (SELECT 1 FROM job WHERE project_id = $2 AND wish_hash = $3 AND status = 'PROCESSING') AS "isWanted"`,
    [executorId, order.projectId, order.wishHash],
  );
  if (!isEnrolled) throw new ExecutorRetired(executorId);
  return isWanted;
}
