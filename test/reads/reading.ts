import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { FREE, type PriceList } from '../../src/pipeline/library/price';
import type { SettledWish } from '../../src/pipeline/library/wish';
import { CAPABILITIES } from '../../src/pipeline/values/capability';
import type { Caller } from '../../src/pipeline/workspace/caller';
import { type ReadPort, type ReadRequest, Reads } from '../../src/reads/reads';
import type { Moment } from '../../src/reads/table';
import { TABLES } from '../../src/reads/tables';
import { fieldResolver } from '../../src/resolvers/field-resolver';
import { buildContract } from '../../src/resolvers/schema';
import { createDataSource } from '../../src/server/database';
import { MediaLinks } from '../../src/server/media-links';
import { ReadPool } from '../../src/server/read-pool';
import { createDatabase } from '../support/database';
import type { Signing } from './oracle/view';

/** Of every capability another, so that sums tell them apart. */
export const PRICES = {
  ...FREE,
  ceilingMicros: ({ capability, variation }: SettledWish) =>
    BigInt(1_000 * (1 + CAPABILITIES.indexOf(capability)) + variation),
} satisfies PriceList;

/** Passes statements on and remembers them. */
class CountingPort implements ReadPort {
  readonly statements: string[] = [];
  constructor(private readonly pool: ReadPool) {}

  read: ReadPort['read'] = (statement, signal) => {
    this.statements.push(statement.text);
    return this.pool.read(statement, signal);
  };
}

/** Both read paths over a database of their own, without a server around them. */
export class Reading {
  readonly signing: Signing = {
    nowMs: Date.parse('2026-11-21T09:30:00Z'),
    base: 'http://studio.test',
    secret: Buffer.alloc(32, 7),
  };
  readonly reads: Reads;
  readonly #links = new MediaLinks(() => this.signing.base, this.signing.secret);

  private constructor(
    readonly schema: GraphQLSchema,
    readonly store: DataSource,
    readonly url: string,
    readonly port: CountingPort,
    readonly close: () => Promise<void>,
  ) {
    this.reads = this.freshReads();
  }

  static async open(): Promise<Reading> {
    const database = await createDatabase();
    const store = await createDataSource(database.url, 2).initialize();
    const pool = new ReadPool(database.url, 2, pino({ level: 'silent' }));
    const close = async () => {
      await pool.end();
      await store.destroy();
      await database.drop();
    };
    return new Reading(buildContract(), store, database.url, new CountingPort(pool), close);
  }

  #moment(caller: Caller): Moment {
    const { nowMs } = this.signing;
    return { caller, nowMs, mediaLink: (seconds) => this.#links.at(nowMs, seconds) };
  }

  /** What the front sends; null where it leaves the request to the slow path. */
  front(asked: ReadRequest, caller: Caller, reads = this.reads): Promise<string | null> {
    return reads.answer(asked, this.#moment(caller)).then((bytes) => bytes?.toString('utf8') ?? null);
  }

  /** Another front, which has planned nothing yet. */
  freshReads(): Reads {
    return new Reads(this.schema, TABLES, this.port);
  }

  /** What either path says to the same question, to be compared. */
  async both(asked: ReadRequest, caller: Caller) {
    const bytes = await this.front(asked, caller);
    const { data, errors = [] } = await this.slow(asked, caller);
    return { front: bytes && JSON.parse(bytes), slow: JSON.parse(JSON.stringify(data ?? null)), errors };
  }

  async slow({ query, variables }: ReadRequest, caller: Caller): Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document: parse(query),
      variableValues: variables,
      contextValue: {
        caller,
        studio: { store: this.store, prices: PRICES },
        reads: this.reads.tree(() => this.#moment(caller)),
      },
      fieldResolver: fieldResolver as never,
    });
  }
}
