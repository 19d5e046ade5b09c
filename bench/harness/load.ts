import autocannon from 'autocannon';
import type { Figures } from './turns';

export interface Question {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const CONNECTIONS = 16;

/** The same request again and again over 16 connections. An answer other than 200 spoils the figure, so it ends the benchmark. */
export async function load({ url, headers, body }: Question, seconds: number): Promise<Figures> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    connections: CONNECTIONS,
    duration: seconds,
    timeout: 60,
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} failed.`);
  return {
    'requests/s': result['2xx'] / result.duration,
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
  };
}
