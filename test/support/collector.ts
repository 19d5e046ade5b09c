import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as it arrived, its attributes as a record. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly links: { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

export interface Collector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** What it answers from now on. */
  answer: { status: number; body: string };
  /** Once a span has come that will do. */
  got(sought: (span: CollectedSpan) => boolean): Promise<CollectedSpan>;
  close(): Promise<void>;
}

type Value = { stringValue?: string; boolValue?: boolean; intValue?: string; doubleValue?: number };
type Raw = Omit<CollectedSpan, 'attributes'> & { attributes: { key: string; value: Value }[] };

function collected(raw: Raw): CollectedSpan {
  const entries = raw.attributes.map(({ key, value: { stringValue, boolValue, intValue, doubleValue } }) => [
    key,
    stringValue ?? boolValue ?? (intValue === undefined ? doubleValue : Number(intValue)),
  ]);
  return { ...raw, attributes: Object.fromEntries(entries) };
}

/** An OTLP/HTTP collector on the loopback. */
export async function openCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const requests: Collector['requests'] = [];
  const came = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({ path: request.url ?? '', headers: request.headers, body });
    const { status, body: reply } = collector.answer;
    if (status === 200) {
      for (const { scopeSpans } of JSON.parse(body).resourceSpans) {
        for (const { spans: raws } of scopeSpans) spans.push(...raws.map(collected));
      }
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(reply);
    for (const tell of came) tell();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    requests,
    answer: { status: 200, body: '{}' },
    got: (sought) =>
      new Promise((resolve) => {
        const look = () => {
          const found = spans.find(sought);
          if (!found) return;
          came.delete(look);
          resolve(found);
        };
        came.add(look);
        look();
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return collector;
}
