import type { Socket } from 'node:net';
import { WebSocket } from 'ws';

/** Whoever lets more than this pile up is sent no more until all of it is out. */
const MOST_UNSENT_BYTES = 256_000;

/**
 * A client's socket, written to beside `ws`: `send` makes two buffers of each message and a write of each line. Both write at
 * once and whole messages only (nothing is compressed), so they cannot mix.
 */
export class Wire {
  #draining: Promise<void> | null = null;

  constructor(
    private readonly webSocket: WebSocket,
    private readonly socket: Socket,
  ) {}

  /** Not when it is closed: what is written then is dropped. */
  get isFull(): boolean {
    return this.#isOpen && this.socket.writableLength > MOST_UNSENT_BYTES;
  }

  get #isOpen(): boolean {
    return this.webSocket.readyState === WebSocket.OPEN;
  }

  write(messages: Buffer): void {
    if (this.#isOpen) this.socket.write(messages);
  }

  /** When all is out, or the socket is closed: whoever waits must ask then whether anybody is still there. */
  drained(): Promise<void> {
    if (!this.socket.writableNeedDrain) return Promise.resolve();
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  async #drain(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.socket.once('drain', resolve);
      this.socket.once('close', resolve);
    });
    this.#draining = null;
  }
}
