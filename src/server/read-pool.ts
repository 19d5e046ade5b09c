import { type CustomTypesConfig, Pool, type PoolClient } from 'pg';
import type { Logger } from 'pino';
import { LimitExceeded } from '../pipeline/errors';
import { MissingRow, type ReadPort } from '../reads/reads';
import { BytesClient } from './bytes-client';
import { codeOf, databaseAway, isConnectionFault } from './database-refusal';

/** Raised by `workprint_missing` (see the migrations) where a relation that must be there is not. */
const MISSING_ROW = 'WP001';
const QUERY_CANCELED = '57014';

/** No read takes longer: its statement is cancelled and the client told. */
export const READ_TIMEOUT_MS = 10_000;

/**
 * What reads run with. With the defaults a scan of 754 rows started a parallel worker, and page 1,000 of a list was planned
 * anew at each call; a plan of one big text value gains nothing from being compiled.
 */
const READ_SETTINGS = [
  'timezone=UTC',
  'jit=off',
  'max_parallel_workers_per_gather=0',
  'random_page_cost=1.1',
  'plan_cache_mode=force_generic_plan',
  'default_transaction_read_only=on',
  `statement_timeout=${READ_TIMEOUT_MS}`,
];

export const READ_OPTIONS = READ_SETTINGS.map((setting) => `-c ${setting}`).join(' ');

/** The value is wanted as it came: no parser by its type. */
const AS_IT_CAME: CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

/** Reads have connections of their own: a long import cannot take the last one from a page that somebody looks at. */
export class ReadPool implements ReadPort {
  readonly #pool: Pool;
  /** Cancels go beside the pool: when every reader leaves at once, it has no connection to spare. */
  readonly #cancels: Pool;

  constructor(
    url: string,
    size: number,
    private readonly log: Logger,
  ) {
    this.#pool = new Pool({
      Client: BytesClient,
      connectionString: url,
      max: size,
      options: READ_OPTIONS,
      application_name: 'workprint reads',
      connectionTimeoutMillis: 10_000,
      maxLifetimeSeconds: 3_600, // the statements that a connection has prepared go with it
    });
    this.#cancels = new Pool({
      connectionString: url,
      max: 1,
      application_name: 'workprint cancels',
      connectionTimeoutMillis: 10_000,
    });
    for (const pool of [this.#pool, this.#cancels]) {
      pool.on('error', (error) => log.warn({ err: error }, 'an idle connection for reads was lost'));
    }
  }

  async read(
    { text, values, name }: { text: string; values: unknown[]; name: string | null },
    signal?: AbortSignal,
  ): Promise<Buffer> {
    const client = await this.#pool.connect().catch((error) => this.#away(error));
    let cancelled: Promise<void> | undefined;
    let broken = false;
    const cancel = () => {
      cancelled = this.#cancel(client);
    };
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', cancel, { once: true });
      const { rows } = await client.query<[Buffer]>({
        text,
        values,
        name: name ?? undefined,
        rowMode: 'array',
        types: AS_IT_CAME,
      });
      return rows[0]?.[0] as Buffer;
    } catch (error) {
      broken = isConnectionFault(error) && !isAbort(error);
      throw this.#translated(error);
    } finally {
      signal?.removeEventListener('abort', cancel);
      await cancelled; // one that arrived later would hit whoever has the connection next
      client.release(broken);
    }
  }

  #translated(error: unknown): unknown {
    const code = codeOf(error);
    if (code === MISSING_ROW) return new MissingRow();
    if (code === QUERY_CANCELED) return tookTooLong();
    return isConnectionFault(error) && !isAbort(error) ? this.#away(error) : error;
  }

  #away(error: unknown): never {
    this.log.warn({ err: error }, 'the database is away');
    throw databaseAway();
  }

  /** Who asked has gone: Postgres need not finish. Never rejects: a read that runs to its end does no harm. */
  async #cancel(client: PoolClient): Promise<void> {
    const { processID } = client as PoolClient & { processID: number }; // pg has it, its types do not
    try {
      await this.#cancels.query('SELECT pg_cancel_backend($1)', [processID]);
    } catch (error) {
      this.log.warn({ err: error }, 'a read that nobody waits for could not be cancelled');
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
    await this.#cancels.end();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function tookTooLong(): LimitExceeded {
  return new LimitExceeded(`The read took longer than ${READ_TIMEOUT_MS / 1000} seconds.`, {
    expected: `a read of at most ${READ_TIMEOUT_MS / 1000} seconds`,
    remedy: 'Ask for smaller pages or fewer levels at once.',
  });
}
