import type { IncomingMessage, Server } from 'node:http';
import { createSourceEventStream, type ExecutionArgs, execute, GraphQLError } from 'graphql';
import type { Context as SocketContext } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../pipeline';
import { DomainError } from '../pipeline/errors';
import { fieldResolver } from '../resolvers/field-resolver';
import { callerFrom } from './auth';
import { Channels } from './fan-out/channels';
import { type Asked, type Operation, Operations } from './fan-out/operations';
import { sightKey } from './fan-out/sharing';
import { Wire } from './fan-out/wire';
import type { Follow } from './follow';
import { formatErrorWith } from './format-error';
import { HttpError } from './http-error';
import type { Services } from './services';

const INIT_TIMEOUT_MS = 3_000;
const MOST_MESSAGE_BYTES = 1_000_000;
/** A reader that lets this much pile up of what it asked for is cut off. Lines of a log wait for it (see `fan-out/wire.ts`). */
const MOST_UNSENT_BYTES = 4_000_000;

/** RFC 6455's registry: the client is welcome again. */
const TRY_AGAIN_LATER = 1013;

/** A token that expires, is revoked or sees something else loses its sockets within this time. */
const RECHECK_MS = 15_000;
const FORBIDDEN = 4403;

interface Extra {
  caller: Caller;
  socket: WebSocket;
  request: IncomingMessage;
  wire: Wire;
  doorkeeper: NodeJS.Timeout;
}

type Socket = SocketContext<{ authorization?: unknown }, Partial<Extra>>;

/** What the subscriptions of a server share. */
interface Hall {
  readonly services: Services;
  readonly operations: Operations;
  readonly channels: Channels;
  readonly format: ReturnType<typeof formatErrorWith>;
}

/** graphql-ws on the same path: `connection_init` brings the token, each operation is held to the same limits as over HTTP. */
export function openSubscriptions(server: Server, services: Services): () => Promise<void> {
  const { schema, signals, log } = services;
  const format = formatErrorWith(log);
  const hall = { services, format, operations: new Operations(schema), channels: new Channels(signals) };
  const sockets = new WebSocketServer({ noServer: true, path: '/graphql', maxPayload: MOST_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (!sockets.shouldHandle(request)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      cutOffSlowReaders(webSocket);
      sockets.emit('connection', webSocket, request);
    });
  });
  const disposable = useServer<{ authorization?: unknown }, Partial<Extra>>(
    {
      schema,
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onConnect: async (socket) => authenticated(services, socket),
      onDisconnect: ({ extra }) => clearInterval(extra.doorkeeper),
      onSubscribe: (socket, id, { query, operationName, variables }) =>
        prepared(hall, socket, id, { query, operationName, variables }),
      subscribe: (args) => createSourceEventStream(args) as never, // a seat, which is its own stream of answers
      onError: (_socket, _id, _payload, errors) => errors.map((error) => format(error.toJSON(), error) as GraphQLError),
      onNext: (_socket, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: result.errors.map((error) => format(error.toJSON(), error)) } : undefined,
    },
    sockets,
  );
  return async () => {
    await disposable.dispose();
  };
}

/** False closes the socket with 4403. The token comes as `Authorization` among the parameters, as most clients send it. */
async function authenticated(services: Services, socket: Socket): Promise<boolean> {
  const { connectionParams, extra } = socket;
  const parameters = (connectionParams ?? {}) as Record<string, unknown>;
  const given = parameters.Authorization ?? parameters.authorization;
  const authorization = typeof given === 'string' ? given : undefined;
  try {
    extra.caller = await callerFrom(services.tokens, authorization);
    if (extra.socket && extra.request) extra.wire = new Wire(extra.socket, extra.request.socket);
    extra.doorkeeper = setInterval(() => void recheck(services, socket, authorization), RECHECK_MS).unref();
    return true;
  } catch (error) {
    if (error instanceof HttpError) return false;
    throw error;
  }
}

async function recheck({ tokens, log }: Services, { extra }: Socket, authorization: string | undefined): Promise<void> {
  try {
    const caller = await callerFrom(tokens, authorization);
    if (extra.caller && sightKey(caller) !== sightKey(extra.caller)) extra.socket?.close(FORBIDDEN, 'Forbidden');
  } catch (error) {
    if (error instanceof HttpError) extra.socket?.close(FORBIDDEN, 'Forbidden');
    else log.warn({ err: error }, 'a token could not be checked again');
  }
}

function prepared(hall: Hall, { extra }: Socket, id: string, asked: Asked): ExecutionArgs | GraphQLError[] {
  const { services, operations } = hall;
  const { caller, wire } = extra;
  if (!caller || !wire) throw new Error('graphql-ws lets nobody ask before onConnect has said who it is.');
  try {
    const operation = operations.prepare(asked);
    if (!('document' in operation)) return [...operation];
    const follow = followed(hall, { caller, operation, wire, id });
    return { ...operation, ...argumentsOf(services), contextValue: services.contextOf(caller, follow) };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof DomainError) return [new GraphQLError(error.message, { originalError: error })];
    throw error;
  }
}

function argumentsOf({ schema }: Services): Pick<ExecutionArgs, 'schema' | 'fieldResolver'> {
  return { schema, fieldResolver: fieldResolver as never };
}

interface Subscription {
  readonly caller: Caller;
  readonly operation: Operation;
  readonly wire: Wire;
  readonly id: string;
}

/** Whoever asks first for something makes the channel, with a context of its own: it may outlive the subscription. */
function followed(hall: Hall, { caller, operation, wire, id }: Subscription): Follow {
  return ({ topic, afterSeq, reader }) => {
    const audience = `${sightKey(caller)}\n${operation.shape}`;
    const answering = () => payloadsOf(hall, caller, operation);
    return hall.channels.channel({ topic, audience, reader, answering }).seat(wire, { subscriptionId: id, afterSeq });
  };
}

/** As graphql-js' `subscribe` answers each event. */
function payloadsOf({ services, format }: Hall, caller: Caller, operation: Operation) {
  const contextValue = services.contextOf(caller);
  return async (line: object): Promise<string> => {
    const result = await execute({ ...operation, ...argumentsOf(services), contextValue, rootValue: line });
    const errors = result.errors?.map((error) => format(error.toJSON(), error));
    return JSON.stringify(errors ? { ...result, errors } : result);
  };
}

function cutOffSlowReaders(webSocket: WebSocket): void {
  const send = webSocket.send.bind(webSocket) as (...given: unknown[]) => void;
  webSocket.send = (...given: unknown[]): void => {
    if (webSocket.bufferedAmount > MOST_UNSENT_BYTES) webSocket.close(TRY_AGAIN_LATER, 'reads too slowly');
    else send(...given);
  };
}
