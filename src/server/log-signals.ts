import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';

/** NOTIFY only wakes: whoever slept through one looks by itself after this long. */
const LONGEST_SLEEP_MS = 5_000;
const RECONNECT_MS = 500;

/**
 * One connection that listens for the whole process. Followers take a topic's version before they read its table and sleep
 * until it has moved on, so a line that is written between the two wakes them at once.
 */
export class LogSignals {
  readonly #versions = new Map<string, number>();
  readonly #sleepers = new Map<string, Set<() => void>>();
  readonly #closing = new AbortController();
  #client: Client | null = null;
  #restarting = false;

  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'workprint signals' });
    client.on('notification', ({ channel, payload = '' }) => this.wake(`${channel}:${payload}`));
    client.on('error', (error) => this.log.warn({ err: error }, 'the connection that listens was lost'));
    await client.connect();
    client.on('end', () => void this.#restart()); // not before: a call that fails ends too, and #restart is calling already
    for (const channel of this.channels) await client.query(`LISTEN ${channel}`);
    this.#client = client;
    for (const topic of this.#sleepers.keys()) this.wake(topic); // notes may have passed while nobody listened
  }

  async #restart(): Promise<void> {
    if (this.#restarting) return;
    this.#restarting = true;
    this.#client = null;
    while (!this.#closing.signal.aborted && !this.#client) {
      try {
        await delay(RECONNECT_MS, undefined, { signal: this.#closing.signal });
        await this.start();
      } catch (error) {
        if (!this.#closing.signal.aborted) this.log.warn({ err: error }, 'cannot listen yet');
      }
    }
    this.#restarting = false;
  }

  /** From now on notes about this topic count, also before anyone sleeps: a line may be written while its reader reads. */
  version(topic: string): number {
    if (!this.#sleepers.has(topic)) this.#sleepers.set(topic, new Set());
    return this.#versions.get(topic) ?? 0;
  }

  wake(topic: string): void {
    if (!this.#sleepers.has(topic)) return;
    this.#versions.set(topic, (this.#versions.get(topic) ?? 0) + 1);
    for (const rouse of this.#sleepers.get(topic) ?? []) rouse();
  }

  /** Until the topic has moved past this version, the signal is aborted, or a while has passed. */
  async past(topic: string, version: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.version(topic) > version) return;
    const sleepers = this.#sleepers.get(topic) ?? new Set<() => void>();
    this.#sleepers.set(topic, sleepers);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(rouse, LONGEST_SLEEP_MS);
      function rouse(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', rouse);
        sleepers.delete(rouse);
        resolve();
      }
      signal.addEventListener('abort', rouse);
      sleepers.add(rouse);
    });
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#client?.end();
  }
}
