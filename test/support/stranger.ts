import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

/** A host of which nobody knows what it will do. */
export interface Stranger {
  readonly port: number;
  readonly origin: string;
  /** What was asked of it, in order. */
  readonly asked: readonly { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** Resolves once none of its connections is open any more. */
  left(): Promise<void>;
  close(): Promise<void>;
}

/** Speaks HTTP. */
export async function openStranger(answer: (response: ServerResponse, path: string) => void): Promise<Stranger> {
  const asked: Stranger['asked'][number][] = [];
  const http = createServer((message, response) => {
    asked.push({ path: message.url ?? '', headers: message.headers });
    message.resume().once('end', () => answer(response, message.url ?? ''));
  });
  return listening(http, asked);
}

/** Speaks anything at all: `answer` is given each connection once something was said. */
export async function openRawStranger(answer: (socket: Socket) => void): Promise<Stranger> {
  const asked: Stranger['asked'][number][] = [];
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      asked.push({ path: '', headers: {} });
      answer(socket);
    });
  });
  return listening(server, asked);
}

async function listening(server: Server, asked: Stranger['asked']): Promise<Stranger> {
  const sockets = new Set<Socket>();
  let wake: () => void = () => undefined;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .once('close', () => {
        sockets.delete(socket);
        wake();
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    asked,
    left: async () => {
      while (sockets.size > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends for as long as anybody listens. */
export function endlessly(response: ServerResponse | Socket, piece: Uint8Array = Buffer.alloc(65_536, 'x')): void {
  const more = () => {
    if (response.destroyed) return;
    if (response.write(piece)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}
