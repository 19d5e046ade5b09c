import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Line {
  seq: number;
  __typename: string;
}

const PROJECT_EVENTS = `subscription($id: ID!, $after: Int!) {
  events: projectEvents(projectId: $id, afterSeq: $after) { __typename seq at actor }
}`;

/** The stock client of graphql-ws, with its sockets in hand so that a test can cut them. */
export class Follower {
  readonly lines: Line[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #client: Client;
  #onLine: () => void = () => undefined;

  /** `document` takes `$id` and `$after`, and calls its lines `events`. */
  constructor(
    url: string,
    token: string,
    private readonly document = PROJECT_EVENTS,
  ) {
    const sockets = this.#sockets;
    class Cuttable extends WebSocket {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        sockets.push(this);
      }
    }
    this.#client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: Cuttable,
      connectionParams: { Authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
  }

  /** Follows from what it has until the connection is lost or `until` is satisfied. Answers what ended it. */
  follow(id: string, until: () => boolean): Promise<'CUT' | 'DONE'> {
    return new Promise((resolve, reject) => {
      const variables = { id, after: this.lines.at(-1)?.seq ?? 0 };
      const stop = this.#client.subscribe<{ events: Line }>(
        { query: this.document, variables },
        {
          next: ({ data, errors }) => {
            if (errors) return reject(new Error(JSON.stringify(errors)));
            if (data) this.lines.push(data.events);
            this.#onLine();
            if (until()) {
              stop();
              resolve('DONE');
            }
          },
          error: (error) => (isClose(error) ? resolve('CUT') : reject(error)),
          complete: () => resolve('DONE'),
        },
      );
    });
  }

  onLine(act: () => void): void {
    this.#onLine = act;
  }

  /** As a cable that is pulled: no close frame. */
  cut(): void {
    for (const socket of this.#sockets.splice(0)) socket.terminate();
  }

  async end(): Promise<void> {
    await this.#client.dispose();
  }
}

function isClose(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && 'reason' in error;
}
