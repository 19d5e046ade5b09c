import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { readConfig } from '../../src/server/config';
import { type Running, serve } from '../../src/server/serve';
import { createDatabase, type TestDatabase } from './database';

export const ADMIN_TOKEN = 'the-administrator-of-the-tests';

export interface TestServer {
  readonly url: string;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** What the server logged, line by line. */
  readonly logged: string[];
  query<T = Record<string, never>>(document: string, variables?: object, token?: string): Promise<Answer<T>>;
  close(): Promise<void>;
}

export interface Answer<T> {
  readonly status: number;
  readonly data: T;
  readonly errors?: { message: string; path?: unknown[]; extensions: Record<string, string> }[];
}

function logInto(lines: string[]): Logger {
  return pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
}

async function ask<T>(url: string, body: object, token: string): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<T>, 'status'>) };
}

/** The real server, on a free port, with a database and a data directory of its own. */
export async function startServer(environment: Record<string, string> = {}): Promise<TestServer> {
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'workprint-server-'));
  const logged: string[] = [];
  const config = readConfig({
    WORKPRINT_DATA: dataDir,
    WORKPRINT_PORT: '0',
    WORKPRINT_ADMIN_TOKEN: ADMIN_TOKEN,
    DATABASE_URL: database.url,
    DATABASE_POOL: '4',
    WORKPRINT_WORK: 'false',
    ...environment,
  });
  const running: Running = await serve(config, logInto(logged));
  return {
    url: running.address,
    database,
    dataDir,
    logged,
    query: (query, variables = {}, token = ADMIN_TOKEN) => ask(running.address, { query, variables }, token),
    close: async () => {
      await running.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
