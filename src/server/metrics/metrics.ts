import type { Logger } from 'pino';
import type { ReadPort } from '../../reads/reads';
import { EventLoop } from './event-loop';
import { exposition, type Family, type Format } from './exposition';
import { Kept } from './kept';
import { Meters } from './meters';
import { processFamilies } from './process';
import { readStudioState } from './studio-state';

/** However many scrape, the database is asked once in this time, and less often where its answer takes more than a fiftieth of it. */
const KEPT_MS = 5_000;
/** A scraper gives up after 10 s as a rule: what the process knows must not wait for a database that is stuck. */
const PATIENCE_MS = 3_000;

export interface MetricsSources {
  readonly port: ReadPort;
  readonly nowMs: () => number;
  readonly log: Pick<Logger, 'warn'>;
  /** What others of this process count. */
  readonly others?: () => readonly Family[];
}

/** The numbers of this process, and those of the database that it shares with others. */
export class Metrics {
  readonly meters = new Meters();
  readonly #eventLoop = new EventLoop();
  readonly #kept: Kept<Family[]>;

  constructor(private readonly sources: MetricsSources) {
    this.#kept = new Kept(() => this.#readings(), KEPT_MS, sources.nowMs);
    this.#eventLoop.start();
  }

  async text(format: Format): Promise<string> {
    const { others = () => [] } = this.sources;
    const kept = await this.#kept.get();
    return exposition([...kept, ...this.meters.families(), ...others(), ...processFamilies()], format);
  }

  close(): void {
    this.#eventLoop.stop();
  }

  async #readings(): Promise<Family[]> {
    const state = await this.#stateOfStudio();
    return [up(state !== null), ...(state ?? []), this.#eventLoop.read()];
  }

  /** Null: the database did not say. Then its series are absent: an old number would look like a new one. */
  async #stateOfStudio(): Promise<Family[] | null> {
    try {
      return await readStudioState(this.sources.port, AbortSignal.timeout(PATIENCE_MS));
    } catch (error) {
      this.sources.log.warn({ err: error }, 'the state of the studio could not be read for /metrics');
      return null;
    }
  }
}

function up(isUp: boolean): Family {
  const samples = [{ labels: {}, value: isUp ? 1 : 0 }];
  return { name: 'workprint_database_up', help: 'Whether the database answered.', type: 'gauge', samples };
}
