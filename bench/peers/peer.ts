import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the benchmark tells a peer that it starts. */
export function environment() {
  const { DATABASE_URL: url, DATABASE_POOL, SESSION_OPTIONS: options } = process.env;
  return { url, poolSize: Number(DATABASE_POOL), options };
}

/** On a free port, announced on standard output. */
export function listen(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
}
