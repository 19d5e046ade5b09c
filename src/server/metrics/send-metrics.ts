import type { IncomingMessage, ServerResponse } from 'node:http';
import { permits } from '../../pipeline';
import { callerFrom } from '../auth';
import type { MetricsAccess } from '../config';
import { HttpError } from '../http-error';
import type { TokenBook } from '../tokens';
import { CONTENT_TYPES, formatFor } from './exposition';
import type { Metrics } from './metrics';

interface Scraped {
  readonly access: MetricsAccess;
  readonly metrics: Metrics;
  readonly tokens: TokenBook;
}

/** `/metrics`: numbers over all projects, so a token must be an administrator's, unless the setting opens it to everybody. */
export async function sendMetrics(
  { access, metrics, tokens }: Scraped,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (access === 'token') await assertMayScrape(tokens, request.headers.authorization);
  const format = formatFor(request.headers.accept);
  const text = await metrics.text(format);
  response.writeHead(200, { 'content-type': CONTENT_TYPES[format], 'cache-control': 'no-store' });
  response.end(text);
}

async function assertMayScrape(tokens: TokenBook, authorization: string | undefined): Promise<void> {
  const caller = await callerFrom(tokens, authorization);
  if (permits(caller, 'ADMIN') && caller.projects === 'all') return;
  throw new HttpError(403, 'FORBIDDEN', 'The numbers of this server are over all projects.', {
    expected: "an administrator's token for all projects",
    got: `the token "${caller.name}" with the role ${caller.role}`,
    remedy: "Scrape with an administrator's token, or set WORKPRINT_METRICS=open inside a private network.",
  });
}
