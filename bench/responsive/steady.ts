import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Question } from '../harness/load';

export interface Asking {
  /** Asked in turn. */
  readonly questions: readonly Question[];
  readonly perSecond: number;
  readonly signal: AbortSignal;
}

const CONNECTIONS = 8;

/**
 * So many questions a second, on time whether or not the ones before were answered: a server that stalls is asked on, and every
 * question that piled up meanwhile shows it. Answers the latencies in ms, from the question's sending to its answer's last byte.
 */
export async function askSteadily({ questions, perSecond, signal }: Asking): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS * 8, maxFreeSockets: CONNECTIONS });
  const answers: Promise<number>[] = [];
  const began = performance.now();
  try {
    while (!signal.aborted) {
      const question = questions[answers.length % questions.length];
      if (question) answers.push(ask(question, agent));
      const dueMs = began + (answers.length * 1000) / perSecond;
      await pause(Math.max(0, dueMs - performance.now()));
    }
    return await Promise.all(answers);
  } finally {
    agent.destroy();
  }
}

function ask({ url, headers, body }: Question, agent: Agent): Promise<number> {
  const sentMs = performance.now();
  const answered = new Promise<number>((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } };
    const asked = request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.once('error', reject).once('end', () => {
        if (response.statusCode === 200 && !text.includes('"errors"')) resolve(performance.now() - sentMs);
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 400)}`));
      });
    });
    asked.once('error', reject).end(body);
  });
  answered.catch(() => undefined); // awaited with all others when the time is up
  return answered;
}

/** The least value that so large a share of all does not pass. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('The quantile of nothing was asked.');
  return value;
}
