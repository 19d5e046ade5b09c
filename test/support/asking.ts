import pino from 'pino';
import type { Caller } from '../../src/pipeline/workspace/caller';
import { Reads } from '../../src/reads/reads';
import { TABLES } from '../../src/reads/tables';
import { buildContract } from '../../src/resolvers/schema';
import { ReadPool } from '../../src/server/read-pool';

/** The read path over a database that a test has filled, without a server around it. */
export interface Asking {
  ask<T>(caller: Pick<Caller, 'projects'>, query: string, variables?: Record<string, unknown>): Promise<T>;
  close(): Promise<void>;
}

export function openAsking(databaseUrl: string): Asking {
  const pool = new ReadPool(databaseUrl, 2, pino({ level: 'silent' }));
  const reads = new Reads(buildContract(), TABLES, pool);
  const mediaLink = () => {
    throw new Error('These documents ask for no media.');
  };
  return {
    ask: async (caller, query, variables = {}) => {
      const seer: Caller = { tokenId: '', name: 'mia', role: 'VIEWER', projects: caller.projects };
      const bytes = await reads.answer({ query, variables }, { caller: seer, nowMs: 0, mediaLink });
      if (!bytes) throw new Error(`The front did not answer ${query}.`);
      return JSON.parse(bytes.toString('utf8'));
    },
    close: () => pool.end(),
  };
}
