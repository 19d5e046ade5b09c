import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Tracer } from './tracer';

interface Exchange {
  /** With the body that was read of it, if it was GraphQL. */
  readonly request: IncomingMessage & { readonly body?: unknown };
  readonly response: ServerResponse;
}

/** The first word of a document. One that begins with its fragments has no kind: telling it would take a parser. */
const FIRST_WORD = /^(?:[\s,\ufeff]|#[^\n]*\n)*(query|mutation|subscription|\{)/;

/** GraphQL over HTTP as a span from its first byte to the last of its answer. Without a tracer nothing is looked at. */
export function tracedRequest(tracer: Tracer | null, { request, response }: Exchange, serve: () => void): void {
  if (!tracer || !request.url?.startsWith('/graphql')) {
    serve();
    return;
  }
  const { traceparent } = request.headers;
  const attributes = { 'http.request.method': request.method ?? '', 'url.path': '/graphql' };
  const asked = { traceparent: typeof traceparent === 'string' ? traceparent : undefined, attributes };
  const end = tracer.request(asked, serve);
  response.once('close', () => {
    const { name, attributes: operation } = operationOf(request.body);
    const { statusCode, writableFinished } = response;
    const fault = statusCode >= 500 ? String(statusCode) : writableFinished ? null : 'the client left';
    const said = {
      'http.response.status_code': statusCode,
      'workprint.request': String(response.getHeader('x-request-id')),
    };
    end({ name, fault, attributes: { ...operation, ...said } });
  });
}

/** As OpenTelemetry names operations: kind and name. Never the document, nor its variables. */
function operationOf(body: unknown): { name: string; attributes: Record<string, string> } {
  const { query, operationName } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string') return { name: 'graphql', attributes: {} };
  const first = FIRST_WORD.exec(query)?.[1];
  const kind = first === '{' ? 'query' : first;
  const called = typeof operationName === 'string' && /^\w{1,100}$/.test(operationName) ? operationName : null;
  const attributes = {
    ...(kind && { 'graphql.operation.type': kind }),
    ...(called && { 'graphql.operation.name': called }),
  };
  return { name: [kind ?? 'graphql', called].filter(Boolean).join(' '), attributes };
}
