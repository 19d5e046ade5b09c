import { FREE } from '../../../src/pipeline/library/price';
import 'reflect-metadata';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditEntry } from '../../../src/entities/audit-entry.entity';
import type { Caller, Studio } from '../../../src/pipeline';
import { brokenLink } from '../../../src/pipeline/library/audit';
import { appendAudit } from '../../../src/pipeline/library/audit-log.verb';
import { type NewTake, type RegisteredTake, registerTake } from '../../../src/pipeline/library/register-take.verb';
import { appendToProjectLog } from '../../../src/pipeline/workspace/project-log.verb';
import { createDataSource } from '../../../src/server/database';
import { createIds } from '../../../src/server/ids';
import { createDatabase } from '../../support/database';

export const ADA: Caller = {
  tokenId: '00000000-0000-7000-8000-00000000000a',
  name: 'Ada',
  role: 'ADMIN',
  projects: 'all',
};

export interface TestStudio extends Studio<DataSource> {
  close(): Promise<void>;
}

/** A database of one's own, and what verbs are given. */
export async function openStudio(connections = 4): Promise<TestStudio> {
  const database = await createDatabase();
  const store = await createDataSource(database.url, connections).initialize();
  await store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'Ada', 'ADMIN', $2, 'test', now())",
    [ADA.tokenId, 'a'.repeat(64)],
  );
  const close = async () => {
    await store.destroy();
    await database.drop();
  };
  return { ...studioOn(store), close };
}

export function studioOn(store: DataSource): Studio<DataSource> {
  return { store, now: () => new Date(), newId: createIds(), newToken: () => 'unused', prices: FREE };
}

export const hashOf = (digit: string): string => digit.repeat(64);

/** What a maker says of a picture that it made; each call has other bytes unless told. */
let made = 0;
export function newTake(slot: { projectId: string; slotId: string }, change: Partial<NewTake> = {}): NewTake {
  made += 1;
  return {
    ...slot,
    type: 'IMAGE',
    source: 'canvas',
    media: { ...PIXEL, sha256: made.toString(16).padStart(64, '0') },
    text: null,
    voice: null,
    describes: 'a city at night',
    tags: ['city'],
    wishHash: hashOf('e'),
    recipe: null,
    runId: null,
    jobId: null,
    costMicros: 40_000n,
    generatedBy: 'Ada',
    ...change,
  };
}

export const PIXEL = {
  sha256: hashOf('9'),
  mimeType: 'image/png',
  bytes: 68,
  durationSeconds: null,
  width: 1,
  height: 1,
};

/** Registers as a maker does: the lines last. */
export function register(studio: Studio<DataSource>, take: NewTake): Promise<RegisteredTake> {
  return studio.store.transaction(async (manager: EntityManager) => {
    const registered = await registerTake(manager, studio, take);
    if (registered.existed) return registered;
    await appendToProjectLog(manager, registered.projectLine);
    await appendAudit(manager, studio, [registered.auditLine]);
    return registered;
  });
}

/** The audit of a project as it lies in the database, after its chain was verified. */
export async function verifiedAudit({ store }: Studio<DataSource>, projectId: string): Promise<AuditEntry[]> {
  const entries = await store.manager.find(AuditEntry, { where: { projectId }, order: { seq: 'ASC' } });
  const broken = brokenLink(entries);
  if (broken !== null) throw new Error(`The audit is broken at ${broken}.`);
  return entries;
}
