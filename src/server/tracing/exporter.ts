import type { Logger } from 'pino';
import type { TracesTo } from '../config';
import type { Family } from '../metrics/exposition';
import { otlpJson, type Span } from './span';

export interface ExporterOptions {
  readonly to: TracesTo;
  readonly resource: Readonly<Record<string, string>>;
  readonly log: Pick<Logger, 'warn'>;
  /** How long spans wait for each other. */
  readonly everyMs?: number;
}

/** Some 4 MB; a collector that is away for long is not worth more. */
const MOST_WAITING = 4_096;
const MOST_A_BATCH = 512;
const EVERY_MS = 2_000;
const REPLY_MS = 10_000;
/** A server that stops does not wait longer for a collector. */
const FAREWELL_MS = 2_000;
/** By OTLP/HTTP: the same may be sent again later. Everything else is a refusal for good. */
const LATER = new Set([429, 502, 503, 504]);

type Reply = 'TAKEN' | 'LATER' | 'REFUSED';

/** Sends spans in batches, one at a time. What finds no room, or is refused, is dropped and counted: nobody waits for a trace. */
export class Exporter {
  readonly #options: ExporterOptions;
  readonly #waiting: Span[] = [];
  readonly #closing = new AbortController();
  #sending: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isAway = false;
  #sent = 0;
  #dropped = 0;

  constructor(options: ExporterOptions) {
    this.#options = options;
  }

  take(span: Span): void {
    if (this.#closing.signal.aborted || this.#waiting.length >= MOST_WAITING) {
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(span);
    if (this.#waiting.length >= MOST_A_BATCH && !this.#isAway) void this.flush();
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.everyMs ?? EVERY_MS).unref();
  }

  /** All that waits, or until a collector does not take it. Never rejects. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      this.#timer = null;
      if (this.#waiting.length > 0) this.#timer = this.#again();
    });
    return this.#sending;
  }

  #again(): NodeJS.Timeout | null {
    if (this.#closing.signal.aborted) return null;
    return setTimeout(() => void this.flush(), this.#options.everyMs ?? EVERY_MS).unref();
  }

  async #sendAll(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_A_BATCH);
      const reply = await this.#send(batch);
      if (reply === 'LATER') return this.#putBack(batch);
      if (reply === 'REFUSED') this.#dropped += batch.length;
    }
  }

  /** The oldest go first when there is no room for all. */
  #putBack(batch: readonly Span[]): void {
    const room = Math.max(0, MOST_WAITING - this.#waiting.length);
    const kept = room === 0 ? [] : batch.slice(-room);
    this.#waiting.unshift(...kept);
    this.#dropped += batch.length - kept.length;
  }

  async #send(batch: readonly Span[]): Promise<Reply> {
    const { to, resource } = this.#options;
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...to.headers },
        body: otlpJson(batch, resource),
        redirect: 'error',
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(REPLY_MS)]),
      });
      const text = await response.text();
      if (!response.ok)
        return this.#away({ status: response.status }, LATER.has(response.status) ? 'LATER' : 'REFUSED');
      this.#isAway = false;
      this.#count(batch.length, rejectedOf(text));
      return 'TAKEN';
    } catch (error) {
      return this.#away({ err: error }, 'LATER');
    }
  }

  #count(spans: number, rejected: number): void {
    this.#sent += spans - rejected;
    this.#dropped += rejected;
  }

  /** Said once, until it is back. The URL is not in it: it may hold a key. */
  #away(facts: object, reply: Reply): Reply {
    if (!this.#isAway)
      this.#options.log.warn(
        facts,
        'the collector does not take traces: spans are dropped when there is no room for more',
      );
    this.#isAway = true;
    return reply;
  }

  /** Sends what it can in a moment; the rest is lost with the process. */
  async close(): Promise<void> {
    const late = setTimeout(() => this.#closing.abort(), FAREWELL_MS);
    await this.flush();
    await this.flush();
    clearTimeout(late);
    this.#closing.abort();
    if (this.#timer) clearTimeout(this.#timer);
    this.#dropped += this.#waiting.splice(0).length;
  }

  families(): Family[] {
    return [
      counter('workprint_spans_sent', 'Spans that the collector took.', this.#sent),
      counter(
        'workprint_spans_dropped',
        'Spans for which there was no room, or that the collector refused.',
        this.#dropped,
      ),
    ];
  }
}

function counter(name: string, help: string, value: number): Family {
  return { name, help, type: 'counter', samples: [{ labels: {}, value }] };
}

/** A collector may take a part: `{"partialSuccess":{"rejectedSpans":"3"}}`. */
function rejectedOf(text: string): number {
  try {
    const rejected = Number(JSON.parse(text)?.partialSuccess?.rejectedSpans ?? 0);
    return Number.isInteger(rejected) && rejected > 0 ? rejected : 0;
  } catch (error) {
    if (error instanceof SyntaxError) return 0; // an empty body is a collector's way to say yes
    throw error;
  }
}
