import { once } from 'node:events';
import { WebSocket } from 'ws';
import { FIXED_ID, QUERY } from './turn';

/** One more client of ours, which keeps every message as it came: what the peer is to broadcast. */
export class Recorder {
  readonly #messages: string[] = [];
  #wake: () => void = () => undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const text = String(data);
      if (!text.includes('"type":"next"')) return;
      this.#messages.push(text);
      this.#wake();
    });
  }

  static async at({ url, token, runId }: { url: string; token: string; runId: string }): Promise<Recorder> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } }));
    await once(socket, 'message');
    const recorder = new Recorder(socket);
    const payload = { query: QUERY, variables: { id: runId, after: 0 } };
    socket.send(JSON.stringify({ id: FIXED_ID, type: 'subscribe', payload }));
    return recorder;
  }

  /** The messages since this was last asked, once there are so many. */
  async take(count: number): Promise<string[]> {
    while (this.#messages.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.splice(0);
  }

  async leave(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }
}
