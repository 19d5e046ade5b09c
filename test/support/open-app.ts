import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createApp } from '../../src/server/app';
import { readConfig } from '../../src/server/config';
import { openServices, type Services } from '../../src/server/services';
import { ensureAdminToken } from '../../src/server/tokens';
import { createDatabase } from './database';
import { ADMIN_TOKEN } from './server';

/** The server with its services in hand, for what cannot be seen from outside. */
export interface OpenApp {
  readonly url: string;
  readonly services: Services;
  /** Every connection that is open now. */
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

function gathered(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

export async function openApp(): Promise<OpenApp> {
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'workprint-app-'));
  const config = readConfig({ WORKPRINT_DATA: dataDir, DATABASE_URL: database.url, DATABASE_POOL: '4' });
  const listening = { url: '' };
  const log = pino({ level: 'silent' });
  const services = await openServices({ config, databaseUrl: database.url, publicUrl: () => listening.url, log });
  const { studio } = services;
  const door = { store: studio.store, now: studio.now(), newId: studio.newId };
  await ensureAdminToken({ ...door, fromEnvironment: ADMIN_TOKEN });
  const app = await createApp(services);
  const sockets = gathered(app.server);
  await once(app.server.listen(0, '127.0.0.1'), 'listening');
  listening.url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const close = async () => {
    await app.close(1_000);
    await services.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: listening.url, services, sockets, close };
}
