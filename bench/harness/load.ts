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

/** Each connection asks at least so often: the first and the last answers of a slow server would be all that it shows. */
const LEAST_SHARE = 4;

/**
 * The same request over 16 connections until each had its share of answers. The rate is taken while all are at work: after
 * the first 16 answers, until the first connection is done. A clock instead of a share would cut off what is under way, and
 * the queries it leaves behind would run on in the next contender's turn.
 */
export async function load(question: Question, share = LEAST_SHARE): Promise<Figures> {
  const answersOf = new Map<object, number>();
  let answers = 0;
  let from = { answers: 0, at: 0 };
  let to: typeof from | undefined;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(optionsFor(question, share * CONNECTIONS), (error: Error | null, outcome) =>
      error ? reject(error) : resolve(outcome),
    );
    run.on('response', (client) => {
      answers += 1;
      const his = (answersOf.get(client) ?? 0) + 1;
      answersOf.set(client, his);
      if (answers === CONNECTIONS) from = { answers, at: performance.now() };
      if (his === share) to ??= { answers, at: performance.now() };
    });
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0 || !to) throw new Error(`${failed} of the requests to ${question.url} failed.`);
  return {
    [ANSWERS]: ((to.answers - from.answers) / (to.at - from.at)) * 1000,
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
  };
}

function optionsFor({ url, headers, body }: Question, amount: number): autocannon.Options {
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    connections: CONNECTIONS,
    amount,
    timeout: 60,
    sampleInt: 50, // the ticks at which it notices that it is done
  };
}

/** A turn of about so many seconds: a short load, which also warms up, tells how many answers that is. */
export async function turnOf(question: Question, seconds: number): Promise<() => Promise<Figures>> {
  await load(question);
  const { [ANSWERS]: rate = 0 } = await load(question, 2 * LEAST_SHARE);
  const share = Math.max(LEAST_SHARE, Math.round((rate * seconds) / CONNECTIONS));
  return () => load(question, share);
}
