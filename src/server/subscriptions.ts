import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { Context as SocketContext } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../pipeline';
import { DomainError } from '../pipeline/errors';
import { LIMIT_RULES, MOST_CHARACTERS, MOST_TOKENS } from '../reads/limits';
import { fieldResolver } from '../resolvers/field-resolver';
import { assertWithinLimits } from './apollo';
import { callerFrom } from './auth';
import { formatErrorWith } from './format-error';
import { HttpError } from './http-error';
import type { Services } from './services';

const INIT_TIMEOUT_MS = 3_000;
const MOST_MESSAGE_BYTES = 1_000_000;
/** A reader that lets this much pile up is cut off; it comes back with `afterSeq` and has missed nothing. */
const MOST_UNSENT_BYTES = 4_000_000;

/** RFC 6455's registry: the client is welcome again. */
const TRY_AGAIN_LATER = 1013;

/** A token that expires or is revoked loses its sockets within this time. */
const RECHECK_MS = 15_000;
const FORBIDDEN = 4403;

interface Extra {
  caller: Caller;
  socket: WebSocket;
  doorkeeper: NodeJS.Timeout;
}

/** graphql-ws on the same path: `connection_init` brings the token, each operation is held to the same limits as over HTTP. */
export function openSubscriptions(server: Server, services: Services): () => Promise<void> {
  const { schema, log } = services;
  const format = formatErrorWith(log);
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
      onSubscribe: (socket, _id, { query, operationName, variables }) =>
        prepared(services, socket, { query, operationName, variables }),
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

type Socket = SocketContext<{ authorization?: unknown }, Partial<Extra>>;

/** False closes the socket with 4403. The token comes as `Authorization` among the parameters, as most clients send it. */
async function authenticated(services: Services, socket: Socket): Promise<boolean> {
  const parameters = (socket.connectionParams ?? {}) as Record<string, unknown>;
  const given = parameters.Authorization ?? parameters.authorization;
  const authorization = typeof given === 'string' ? given : undefined;
  try {
    socket.extra.caller = await callerFrom(services.tokens, authorization);
    socket.extra.doorkeeper = setInterval(() => void recheck(services, socket, authorization), RECHECK_MS).unref();
    return true;
  } catch (error) {
    if (error instanceof HttpError) return false;
    throw error;
  }
}

async function recheck({ tokens, log }: Services, { extra }: Socket, authorization: string | undefined): Promise<void> {
  try {
    await callerFrom(tokens, authorization);
  } catch (error) {
    if (error instanceof HttpError) extra.socket?.close(FORBIDDEN, 'Forbidden');
    else log.warn({ err: error }, 'a token could not be checked again');
  }
}

interface Asked {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

function prepared(services: Services, socket: Socket, asked: Asked): ExecutionArgs | GraphQLError[] {
  const { schema } = services;
  try {
    if (asked.query.length > MOST_CHARACTERS)
      throw new GraphQLError(`A document has at most ${MOST_CHARACTERS} characters.`);
    const document = parse(asked.query, { maxTokens: MOST_TOKENS });
    const errors = validate(schema, document, [...specifiedRules, ...LIMIT_RULES]);
    if (errors.length > 0) return [...errors];
    const operation = getOperationAST(document, asked.operationName);
    const variables = asked.variables ?? {};
    if (operation) assertWithinLimits({ schema, document, operation, variables });
    return {
      schema,
      document,
      operationName: asked.operationName,
      variableValues: variables,
      contextValue: socket.extra.caller && services.contextOf(socket.extra.caller),
      fieldResolver: fieldResolver as never,
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    if (error instanceof DomainError) return [new GraphQLError(error.message, { originalError: error })];
    throw error;
  }
}

function cutOffSlowReaders(webSocket: WebSocket): void {
  const send = webSocket.send.bind(webSocket) as (...given: unknown[]) => void;
  webSocket.send = (...given: unknown[]): void => {
    if (webSocket.bufferedAmount > MOST_UNSENT_BYTES) webSocket.close(TRY_AGAIN_LATER, 'reads too slowly');
    else send(...given);
  };
}
