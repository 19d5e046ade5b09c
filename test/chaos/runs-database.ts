import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDataSource, migrate } from '../../src/server/database';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded';

/** A Postgres that can be restarted under those who use it: they reach it at one address, wherever it is. */
export interface RestartingDatabase {
  readonly url: string;
  /** `fast`: SIGINT ends every session in good order. `immediate`: SIGQUIT, and it recovers from its log. */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  /** Nothing goes through from now on, in either direction, until it is let through again. */
  stall(): () => void;
  close(): Promise<void>;
}

export async function openRestartingDatabase(): Promise<RestartingDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'workprint-chaos-'));
  const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined });
  let postgres = await start();
  const store = await createDataSource(postgres.url, 2).initialize();
  await migrate(store);
  await store.destroy();
  const sockets = new Set<Socket>();
  const proxy = createServer((near) => {
    const far = connect(Number(new URL(postgres.url).port), '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(postgres.url);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    restart: async (how) => {
      const pid = Number.parseInt(readFileSync(path.join(dataDir, 'pg/postmaster.pid'), 'utf8'), 10);
      process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await postgres.died;
      postgres = await start();
    },
    stall: () => {
      const stalled = [...sockets];
      for (const socket of stalled) socket.pause();
      return () => {
        for (const socket of stalled) socket.resume();
      };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
