import { setMaxListeners } from 'node:events';
import { setTimeout as delay, setImmediate as immediate } from 'node:timers/promises';
import type { EventReader } from '../../reads/reads';
import { LINES_A_PAGE } from '../follow';
import type { LogSignals } from '../log-signals';
import { tailOf } from './messages';
import { batchesOf, type Frame, type Page } from './page';
import { type Host, Seat } from './seat';
import type { Wire } from './wire';

/** A log that grows all the time is read so often: the lines of a while go out together. The first of them does not wait. */
const GATHER_MS = 20;
/** Whoever is no further behind joins at once, and the next page begins there: 5,000 who come back cost a read a round, not one each. */
const NEAR_LINES = LINES_A_PAGE / 2;
/** The server answers others after so many seats. A line for 5,000 takes some 50 ms in all. */
const SEATS_A_SLICE = 250;

export interface Reading {
  readonly topic: string;
  readonly signals: LogSignals;
  readonly read: EventReader;
  /** The `payload` of a line's message. */
  payloadOf(line: object): Promise<string>;
}

/**
 * Everybody who follows one log with one document and one sight. The log is read once, each line executed and serialised once.
 * A page begins where the seat that is furthest behind stands, and a seat takes what comes next for it: numbers alone
 * decide, so whoever joins at any moment neither loses a line nor gets one twice.
 */
export class Channel implements Host {
  readonly #closing = new AbortController();
  /** Those who are read for; `#open` counts also those who catch up by themselves. */
  readonly #seats = new Set<Seat>();
  readonly #pages = new Map<number, Promise<Page>>();
  #open = 0;
  #isLive = false;
  #end = 0;
  #readAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly reading: Reading,
    private readonly onEmpty: () => void,
  ) {
    setMaxListeners(0, this.#closing.signal); // one for each page that is being read
  }

  seat(wire: Wire, place: { subscriptionId: string; afterSeq: number }): Seat {
    this.#open += 1;
    return new Seat(this, wire, place);
  }

  reaches(last: number): boolean {
    return this.#isLive && last >= this.#end - NEAR_LINES;
  }

  /** Those who stand at the same number share what is being read: when a server comes back, everybody asks at once. */
  page(after: number): Promise<Page> {
    return this.#pages.get(after) ?? this.#read(after);
  }

  admit(seat: Seat): void {
    this.#seats.add(seat);
    if (!this.#isLive) void this.#live();
    else if (seat.last < this.#end) this.reading.signals.wake(this.reading.topic);
  }

  leave(seat: Seat): void {
    this.#seats.delete(seat);
    this.#open -= 1;
    if (this.#open > 0) return;
    this.#closing.abort();
    this.onEmpty();
  }

  async #live(): Promise<void> {
    this.#isLive = true;
    try {
      while (this.#seats.size > 0) await this.#round();
    } catch (error) {
      for (const seat of [...this.#seats]) seat.fail(error);
    }
    this.#isLive = false;
  }

  async #round(): Promise<void> {
    const { topic, signals } = this.reading;
    await this.#gather();
    if (this.#seats.size === 0) return;
    // Read anew, never shared: a page that somebody began to read before this version may lack the line that it speaks of.
    const version = signals.version(topic);
    const page = await this.#read(lowest(this.#seats));
    for (const batch of page.batches) await this.#offer(batch);
    this.#end = page.end;
    const isLevel = page.isLast && lowest(this.#seats) >= page.end;
    if (isLevel) await signals.past(topic, version, this.#closing.signal);
  }

  async #gather(): Promise<void> {
    const waitMs = this.#readAtMs + GATHER_MS - performance.now();
    if (waitMs > 0) await delay(waitMs);
    this.#readAtMs = performance.now();
  }

  async #offer(batch: readonly Frame[]): Promise<void> {
    let offered = 0;
    for (const seat of this.#seats) {
      if (!seat.take(batch)) {
        this.#seats.delete(seat);
        void seat.catchUp();
      }
      offered += 1;
      if (offered % SEATS_A_SLICE === 0) await immediate();
    }
  }

  #read(after: number): Promise<Page> {
    const page = this.#framed(after).finally(() => {
      if (this.#pages.get(after) === page) this.#pages.delete(after);
    });
    this.#pages.set(after, page);
    return page;
  }

  async #framed(after: number): Promise<Page> {
    const lines = await this.reading.read(after, this.#closing.signal);
    const frames: Frame[] = [];
    for (const [seq, line] of lines) {
      const tail = tailOf(await this.reading.payloadOf(line));
      frames.push({ after: frames.at(-1)?.seq ?? after, seq, tail });
    }
    return { batches: batchesOf(frames), end: frames.at(-1)?.seq ?? after, isLast: lines.length < LINES_A_PAGE };
  }
}

function lowest(seats: Iterable<Seat>): number {
  let last = Number.POSITIVE_INFINITY;
  for (const seat of seats) last = Math.min(last, seat.last);
  return last;
}
