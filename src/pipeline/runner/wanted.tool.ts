import { ExecutorRetired } from '../errors';
import type { Hall } from './hall.tool';
import type { MakeOrder } from './order';
import { RUN_LOG_CHANNEL, UNWANTED } from './run-log.verb';
import { Together } from './together.tool';

interface Watched {
  readonly order: MakeOrder;
  readonly unwanted: AbortController;
}

/** What this process makes. Who cancels a run wakes us; then one look finds what nobody wants any more of all that is made for it. */
export class Wanted {
  readonly #byRun = new Map<string, Set<Watched>>();
  readonly #asking = new Together<MakeOrder, boolean>({
    together: (orders) => this.#ask(orders),
    alone: async (order) => (await this.#ask([order])).every(Boolean),
    failed: (error) => this.#warn(error),
  });

  constructor(
    private readonly hall: Pick<Hall, 'studio' | 'wakes' | 'executorId' | 'log'>,
    private readonly closing: AbortSignal,
  ) {}

  /**
   * Asked before a supplier is: false where nobody wants it any more; whoever asks for a wish that others have cancelled meanwhile keeps
   * it alive. A process that was stopped and wakes finds what it had taken in hand still before it, and would pay for it a second
   * time, so it is refused. What it records afterwards is refused by DBOS, which knows each workflow's owner, and what it writes
   * by `assertEnrolled`.
   */
  isStill(order: MakeOrder): Promise<boolean> {
    return this.#asking.add(order);
  }

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
      const version = this.hall.wakes.version(topic);
      await this.#look(all).catch((error) => this.#warn(error)); // and asked again at the next wake, or after 5 s
      await this.hall.wakes.past(topic, version, this.closing);
    } while (all.size > 0 && !this.closing.aborted);
    this.#byRun.delete(runId);
  }

  #warn(error: unknown): void {
    if (this.closing.aborted) return;
    this.hall.log.warn({ err: error }, 'whether something is still wanted could not be asked');
  }

  async #look(all: ReadonlySet<Watched>): Promise<void> {
    const looked = [...all];
    const [first] = looked;
    if (!first) return;
    const rows = await this.hall.studio.store.query<{ wishHash: string }[]>(
      `SELECT DISTINCT wish_hash AS "wishHash" FROM job WHERE project_id = $1 AND wish_hash = ANY($2) AND status = 'PROCESSING'`,
      [first.order.projectId, looked.map(({ order }) => order.wishHash)],
    );
    const wanted = new Set(rows.map(({ wishHash }) => wishHash));
    for (const { order, unwanted } of looked) {
      if (!wanted.has(order.wishHash)) unwanted.abort(new Error('Nobody wants it any more.'));
    }
  }

  async #ask(orders: readonly MakeOrder[]): Promise<boolean[]> {
    const { studio, executorId } = this.hall;
    const rows = await studio.store.query<{ isWanted: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM job j WHERE j.project_id = o.project_id AND j.wish_hash = o.wish_hash AND j.status = 'PROCESSING') AS "isWanted"
       FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS o(project_id, wish_hash, nth)
       WHERE EXISTS (SELECT 1 FROM executor WHERE id = $1 AND retired_at IS NULL) ORDER BY o.nth`,
      [executorId, orders.map(({ projectId }) => projectId), orders.map(({ wishHash }) => wishHash)],
    );
    if (rows.length === 0) throw new ExecutorRetired(executorId);
    return rows.map(({ isWanted }) => isWanted);
  }
}
