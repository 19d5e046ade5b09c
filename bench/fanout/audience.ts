import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AudienceOptions, FromAudience, Span } from './turn';

/** So that the clients have cores of their own, as far as there are any. */
const PROCESSES = 2;

/** Clients in processes of their own, all subscribed. */
export class Audience {
  private constructor(private readonly children: readonly ChildProcess[]) {}

  /** When everybody has heard the line that is in the log. */
  static async seated(options: AudienceOptions): Promise<Audience> {
    const script = join(__dirname, '../peers/audience.js');
    const share = { ...options, clients: options.clients / PROCESSES };
    const children = Array.from({ length: PROCESSES }, () =>
      fork(script, [JSON.stringify(share)], { execArgv: [], env: { PATH: process.env.PATH } }),
    );
    await Promise.all(children.map(said));
    return new Audience(children);
  }

  expect(span: Span): void {
    for (const child of this.children) child.send(span);
  }

  /** How many lines were missed, repeated or out of order, once everybody has heard the last. */
  async heard(): Promise<number> {
    const all = await Promise.all(this.children.map(said));
    return all.reduce((sum, message) => sum + (message.kind === 'heard' ? message.faults : 0), 0);
  }

  async leave(): Promise<void> {
    const gone = this.children.map((child) => once(child, 'exit'));
    for (const child of this.children) child.disconnect();
    await Promise.all(gone);
  }
}

async function said(child: ChildProcess): Promise<FromAudience> {
  const gone = new AbortController();
  const message = once(child, 'message', { signal: gone.signal }).then(([message]) => message as FromAudience);
  const exit = once(child, 'exit', { signal: gone.signal }).then(([code]): never => {
    throw new Error(`The clients ended with ${code}.`);
  });
  try {
    return await Promise.race([message, exit]);
  } finally {
    gone.abort();
    await Promise.allSettled([message, exit]);
  }
}
