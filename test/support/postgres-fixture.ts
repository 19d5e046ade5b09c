import { chmodSync, cpSync, statSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { DomainError } from '../../src/pipeline/errors';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/server/postgres/embedded';
import { cleanUp, makeHome, NOBODY, OURSELVES, type User } from './postgres-server';

const isRoot = process.getuid?.() === 0;
export const asRoot = isRoot ? test : test.skip;
export const onLinux = process.platform === 'linux' ? test : test.skip;
export const ordinary: User = isRoot ? NOBODY : OURSELVES;

/** Another user can run this repository only if they may enter every folder above it: not below root's own home. */
function mayBeEnteredByOthers(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (path.dirname(folder) === folder || mayBeEnteredByOthers(path.dirname(folder)));
}
const mayBeOrdinary = !isRoot || mayBeEnteredByOthers(__dirname);
export const asOrdinary = mayBeOrdinary ? test : test.skip;
/** As a user of one's choice, which takes root. */
export const asAnybody = isRoot ? asOrdinary : test.skip;
export const users = mayBeOrdinary ? [OURSELVES, ordinary] : [OURSELVES];

let template: string;

export const emptyDataDir = (user?: User) => path.join(makeHome(user), 'data');

/** A data directory whose cluster exists and was stopped: 30 ms instead of an initdb. */
export function usedDataDir(): string {
  const dataDir = emptyDataDir();
  cpSync(template, dataDir, { recursive: true });
  chmodSync(path.join(dataDir, 'pg'), 0o700); // Node 22 and later copy folders without their mode
  return dataDir;
}

export const started: EmbeddedPostgres[] = [];

/** Stopped after the test, whatever became of it. */
export async function start(dataDir: string, signal?: AbortSignal): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {}, signal });
  started.push(postgres);
  return postgres;
}

export async function refusalOf(promise: Promise<unknown>): Promise<DomainError> {
  const refusal = await promise.then(
    () => undefined,
    (error) => error,
  );
  expect(refusal).toBeInstanceOf(DomainError);
  return refusal;
}

export async function answer(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' });
    return rows[0];
  } finally {
    await client.end();
  }
}

/** In every test file that starts one: makes the cluster that the others copy, and leaves nothing behind. */
export function manageClusters(): void {
  beforeAll(async () => {
    template = emptyDataDir();
    await (await start(template)).stop();
  });
  afterEach(async () => {
    for (const postgres of started.splice(0)) await postgres.stop();
  });
  afterAll(cleanUp);
}
