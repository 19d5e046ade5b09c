import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Message {
  readonly id: string;
  readonly type: 'next' | 'error' | 'complete';
  readonly payload?: unknown;
}

/** A client of graphql-ws by hand: every message as it came, many subscriptions on one socket. */
export class Listener {
  readonly #messages = new Map<string, Message[]>();
  #wake: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'pong' || !message.id) return;
      this.#of(message.id).push(message);
      this.#wake();
    });
  }

  static async open(url: string, token: string): Promise<Listener> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } }));
    await once(socket, 'message');
    return new Listener(socket);
  }

  subscribe(id: string, payload: { query: string; variables?: object }): void {
    this.socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
  }

  /** The first messages of a subscription, once there are so many; fewer where it ends before. */
  async first(id: string, count: number): Promise<Message[]> {
    const messages = this.#of(id);
    while (messages.length < count && !messages.some(({ type }) => type !== 'next')) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return messages.slice(0, count);
  }

  received(id: string): number {
    return this.#of(id).length;
  }

  complete(id: string): void {
    this.socket.send(JSON.stringify({ id, type: 'complete' }));
    this.#messages.delete(id);
  }

  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }

  #of(id: string): Message[] {
    const messages = this.#messages.get(id) ?? [];
    this.#messages.set(id, messages);
    return messages;
  }
}
