import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import type { Logger } from 'pino';
import type { Caller } from '../pipeline';
import { createApollo } from './apollo';
import { type Asked, callerFrom } from './auth';
import { assertShortDocument, parseJson, readBody } from './body';
import { databaseAway } from './database-refusal';
import { answerFromFront } from './front';
import { HttpError, refusalOf, sendError } from './http-error';
import { sendMedia } from './media';
import { sendMetrics } from './metrics/send-metrics';
import { PLANNER_PATH, plannerDoor } from './planner/door';
import type { Services } from './services';
import { openSubscriptions } from './subscriptions';
import { tracedRequest } from './tracing/traced-request';
import { receiveUpload } from './uploads';

export interface App {
  readonly server: Server;
  /** Ends subscriptions and waits for the requests under way, at most this long. */
  close(graceMs: number): Promise<void>;
}

/** 16 GiB at 6 Mbit/s. */
const LONGEST_REQUEST_MS = 6 * 3_600_000;

/** What the front found out, for the handler behind it. */
type GraphQLRequest = Asked<IncomingMessage> & { body?: unknown };

function callerOf({ caller }: GraphQLRequest): Caller {
  if (!caller) throw new Error('Apollo was reached by a request whose caller nobody asked for.');
  return caller;
}

export async function createApp(services: Services): Promise<App> {
  const apollo = createApollo(services);
  await apollo.start();
  const routes = routesOf(services);
  routes.use(
    '/graphql',
    expressMiddleware(apollo, {
      context: async ({ req }: { req: Request }) => services.contextOf(callerOf(req)),
    }),
  );
  routes.use(() => {
    throw new HttpError(404, 'NOT_FOUND', 'There is nothing at this address.', {
      expected: `/graphql, ${PLANNER_PATH}, /media/<sha256>, /uploads/<id>, /metrics, /healthz or /readyz`,
      remedy: 'Send GraphQL to /graphql.',
    });
  });
  routes.use(errorsOf(services));
  // A line of a request is of fields that we choose: looking for secrets in each took 3 % of a small answer.
  const desk = { services, routes, requests: services.log.child({}, { redact: { paths: [] } }) };
  const server = createServer((request, response) => {
    // A connection that is kept alive would outlast the last answer on it, and the server with it.
    response.once('close', () => server.listening || setImmediate(() => server.closeIdleConnections()));
    tracedRequest(services.watching.tracer, { request, response }, () => void serve(desk, request, response));
  });
  // Node's 5 minutes for a whole request would cut off every upload of gigabytes; whoever stops sending is cut off sooner.
  server.requestTimeout = LONGEST_REQUEST_MS;
  server.keepAliveTimeout = 65_000; // longer than the usual 60 s of a proxy, so that it is never we who hang up first
  const closeSubscriptions = openSubscriptions(server, services);
  const close = async (graceMs: number) => {
    const closed = new Promise((resolve) => server.close(resolve));
    await closeSubscriptions();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(timer);
    await apollo.stop();
  };
  return { server, close };
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

interface Desk {
  readonly services: Services;
  readonly routes: Express;
  readonly requests: Logger;
}

/** GraphQL goes by the front, which is quick because it does without Express; everything else is Express's. */
async function serve(
  { services, routes, requests }: Desk,
  request: GraphQLRequest,
  response: ServerResponse,
): Promise<void> {
  const requestId = requestIdOf(request);
  const began = { requestId, begun: performance.now(), path: (request.url ?? '').split('?')[0] }; // a query may hold a signature
  response.setHeader('x-request-id', requestId);
  response.once('close', () => report(requests, request, response, began));
  try {
    if (!isGraphQL(request.url)) return routes(request as Request, response as never);
    request.caller = await callerFrom(services.tokens, request.headers.authorization);
    request.body = isJsonPost(request) ? parseJson(await readBody(request)) : {};
    assertShortDocument(request.body);
    const exchange = { request, response, body: request.body };
    if (isJsonPost(request) && (await answerFromFront(services, request.caller, exchange))) return;
    routes(request as Request, response as never);
  } catch (error) {
    fail(services, response, error);
  }
}

function isGraphQL(url = ''): boolean {
  return url === '/graphql' || url.startsWith('/graphql?') || url.startsWith('/graphql/');
}

function isJsonPost({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && /^application\/json\b/i.test(headers['content-type'] ?? '');
}

function routesOf(services: Services): Express {
  const routes = express();
  routes.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  routes.get('/healthz', (_request, response) => void response.json({ ok: true }));
  routes.get('/readyz', async (_request, response) => {
    await services.studio.store.query('SELECT 1').catch((error) => {
      services.log.warn({ err: error }, 'the database is away');
      throw databaseAway();
    });
    response.json({ ok: true });
  });
  const { metrics } = services.watching;
  if (metrics) {
    const scraped = { access: services.config.metrics, metrics, tokens: services.tokens };
    routes.get('/metrics', (request, response) => sendMetrics(scraped, request, response));
  }
  routes.get('/media/:sha256', (request, response) => sendMedia(services, request, response));
  routes.use(PLANNER_PATH, plannerDoor(services));
  routes.put('/uploads/:id', (request, response) => receiveUpload(services, request, response));
  return routes;
}

function errorsOf(services: Services): ErrorRequestHandler {
  return (error, _request, response, _next) => fail(services, response, error);
}

function fail({ log }: Services, response: ServerResponse, error: unknown): void {
  const refusal = refusalOf(log, response, error);
  if (response.headersSent) response.destroy();
  else sendError(response, refusal);
}

/** Asked for every few seconds by programs. */
const UNTOLD = new Set(['/healthz', '/readyz', '/metrics']);

function report(
  log: Logger,
  request: GraphQLRequest,
  response: ServerResponse,
  { requestId, begun, path }: { requestId: string; begun: number; path: string | undefined },
): void {
  if (UNTOLD.has(path ?? '') && response.statusCode === 200) return;
  const { method, caller } = request;
  const ms = Math.round(performance.now() - begun);
  log.info({ requestId, method, path, status: response.statusCode, ms, caller: caller?.name }, 'request');
}
