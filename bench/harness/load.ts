import autocannon from 'autocannon';
import type { Figures } from './turns';

export interface Question {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const CONNECTIONS = 16;
/** The figure of a load that is compared. */
export const ANSWERS = 'answers/s';

/** No turn is shorter: the first and the last answers of a slow server would be all that it shows. */
const LEAST_ANSWERS = 3 * CONNECTIONS;

/**
 * The same request again and again over 16 connections, until so many answers have come. A count, not a clock: a clock cuts
 * off what is under way, which for a server of five answers a second was most of a turn.
 */
export async function load({ url, headers, body }: Question, answers = LEAST_ANSWERS): Promise<Figures> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    connections: CONNECTIONS,
    amount: Math.max(answers, LEAST_ANSWERS),
    timeout: 60,
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of the requests to ${url} failed.`);
  return {
    [ANSWERS]: result['2xx'] / result.duration,
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
  };
}

/** A turn of about so many seconds: a short load, which also warms up, tells how many answers that is. */
export async function turnOf(question: Question, seconds: number): Promise<() => Promise<Figures>> {
  await load(question);
  const { [ANSWERS]: rate = 0 } = await load(question);
  return () => load(question, Math.round(rate * seconds));
}
