import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listProcesses } from '../../src/server/postgres/processes';
import { signalProcess } from '../../src/server/postgres/run';
import { until } from '../../src/server/postgres/until';
import { makeHome, orphansOf, PostgresServer, rowsAt, type User } from '../support/postgres-server';

export const VICTIMS = ['node', 'postgres', 'both'] as const;
export const MOMENTS = ['mid-write', 'mid-initdb'] as const;

export interface Strike {
  victim: (typeof VICTIMS)[number];
  moment: (typeof MOMENTS)[number];
  user: User;
  /** Start again at once, into whatever the dead are still doing, or see first that they leave by themselves. */
  hurry: boolean;
}

export interface Aftermath {
  /** From the kill to nothing left of the old cluster's processes; undefined in a hurry. */
  clearMs?: number;
  readyMs: number;
  acknowledged: number;
}

/** kill -9 at that moment, then a new start; throws a sentence if a promise was broken. */
export async function strike(plan: Strike): Promise<Aftermath> {
  const dataDir = path.join(makeHome(plan.user), 'data');
  const server = new PostgresServer(dataDir, plan.user);
  await (plan.moment === 'mid-write' ? reachWriting(server) : reachInitdb(server, dataDir));
  await kill(plan, server, dataDir);
  const clearMs = plan.hurry ? undefined : await clearingOf(dataDir);
  return { clearMs, ...(await startAgain(dataDir, plan.user, server.acknowledged)) };
}

async function reachWriting(server: PostgresServer): Promise<void> {
  await server.starts();
  await server.writes(20);
  await pause(Math.random() * 50);
}

/** initdb takes about half a second; the kill falls anywhere in it. */
async function reachInitdb(server: PostgresServer, dataDir: string): Promise<void> {
  await server.hears('making');
  await until(() => readdirSync(dataDir).some((name) => name.startsWith('pg.unfinished-')), 10_000);
  await pause(Math.random() * 400);
}

async function kill({ victim }: Strike, server: PostgresServer, dataDir: string): Promise<void> {
  const postgres = victim === 'node' ? [] : await leadersOf(dataDir);
  if (victim !== 'node' && postgres.length === 0) throw new Error('There was no Postgres to kill.');
  for (const pid of postgres) signalProcess(pid, 'SIGKILL');
  if (victim !== 'postgres') return server.killed();
  await server.ended; // it noticed, said so and gave up
}

/** initdb or the postmaster: what we started, not what it started. */
async function leadersOf(dataDir: string): Promise<number[]> {
  const rows = await listProcesses();
  return rows.filter(({ command }) => command.includes(`-D ${dataDir}/pg`)).map(({ pid }) => pid);
}

async function clearingOf(dataDir: string): Promise<number> {
  const began = performance.now();
  const orphans = await orphansOf(dataDir);
  if (orphans.length > 0) throw new Error(`Left running five seconds after the kill: ${orphans.join('; ')}`);
  return Math.round(performance.now() - began);
}

async function startAgain(dataDir: string, user: User, acknowledged: ReadonlySet<number>): Promise<Aftermath> {
  const server = new PostgresServer(dataDir, user);
  const { url, readyMs } = await server.starts();
  const kept = new Set(acknowledged.size > 0 ? await rowsAt(url) : []);
  const lost = [...acknowledged].filter((id) => !kept.has(id));
  if (lost.length > 0) throw new Error(`Acknowledged and lost: ${lost.join(', ')}`);
  await server.writes(3);
  await server.stops();
  const orphans = await orphansOf(dataDir);
  if (orphans.length > 0) throw new Error(`Left running five seconds after the stop: ${orphans.join('; ')}`);
  return { readyMs, acknowledged: acknowledged.size };
}
