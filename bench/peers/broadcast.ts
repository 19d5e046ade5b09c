/**
 * The limit that fan-out is measured against: bare `ws` that sends the same ready bytes to everybody, a line after the other.
 * It speaks as much of the protocol as stock clients need to listen: no token, no schema, no log, no database.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen } from './peer';

const PROTOCOL = 'graphql-transport-ws';
const listeners = new Set<WebSocket>();
/** What everybody hears first. */
const welcome = Buffer.from(process.argv[2] ?? '');

function answer(socket: WebSocket, text: string): void {
  const { type } = JSON.parse(text);
  if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
  if (type === 'ping') socket.send('{"type":"pong"}');
  if (type !== 'subscribe') return;
  socket.send(welcome, { binary: false });
  listeners.add(socket);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function broadcast(request: IncomingMessage): Promise<void> {
  const messages: string[] = JSON.parse(await textOf(request));
  for (const message of messages) {
    const bytes = Buffer.from(message);
    for (const socket of listeners) socket.send(bytes, { binary: false });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => PROTOCOL });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => answer(socket, String(data)));
  socket.on('close', () => listeners.delete(socket));
});
const server = createServer((request, response) => {
  broadcast(request).then(
    () => response.end(),
    (error: Error) => response.writeHead(500).end(error.stack),
  );
});
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
});
listen(server);
