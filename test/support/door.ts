import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port that stays while what is behind it comes and goes. */
export class Door {
  readonly #open = new Set<Socket>();
  readonly #server = createServer((socket) => this.#pass(socket));
  /** Null: nobody is there. */
  behind: number | null = null;

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pass(socket: Socket): void {
    if (this.behind === null) return void socket.resetAndDestroy();
    const beyond = connect(this.behind, '127.0.0.1');
    for (const [from, to] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      this.#open.add(from);
      from.setNoDelay();
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
