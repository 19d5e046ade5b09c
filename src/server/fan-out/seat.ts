import { headOf, messagesOf } from './messages';
import type { Batch, Page } from './page';
import type { Wire } from './wire';

/** What a seat needs of its channel. */
export interface Host {
  /** From here on the channel can read along. */
  reaches(last: number): boolean;
  page(after: number): Promise<Page>;
  admit(seat: Seat): void;
  leave(seat: Seat): void;
}

interface Place {
  readonly subscriptionId: string;
  readonly afterSeq: number;
}

const NO_MORE: IteratorResult<never> = { done: true, value: undefined };

/**
 * One subscription of one client: where it is in the log. It reads by itself until it is near its channel, and again
 * whenever its socket could not take what the channel offered. To graphql-ws it is a stream that yields nothing and ends:
 * the lines go to the socket past it.
 */
export class Seat implements AsyncIterableIterator<never> {
  #last: number;
  #isBegun = false;
  #isOver = false;
  readonly #head: Buffer;
  readonly #over: Promise<IteratorResult<never>>;
  #end: (result: IteratorResult<never>) => void = () => undefined;
  #break: (error: unknown) => void = () => undefined;

  constructor(
    private readonly host: Host,
    private readonly wire: Wire,
    { subscriptionId, afterSeq }: Place,
  ) {
    this.#last = Math.max(0, afterSeq);
    this.#head = headOf(subscriptionId);
    this.#over = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#break = reject;
    });
  }

  get last(): number {
    return this.#last;
  }

  /** Asked for when graphql-ws has written the subscription down: nothing may be sent before. */
  next(): Promise<IteratorResult<never>> {
    if (!this.#isBegun) void this.catchUp();
    this.#isBegun = true;
    return this.#over;
  }

  async return(): Promise<IteratorResult<never>> {
    this.#leave();
    this.#end(NO_MORE);
    return NO_MORE;
  }

  /** graphql-ws tells the client. */
  fail(error: unknown): void {
    this.#leave();
    this.#break(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What comes next here of these lines is sent. False when the socket cannot take more. */
  take(batch: Batch): boolean {
    const end = batch.at(-1)?.seq ?? 0;
    if (end <= this.#last) return true;
    if (this.wire.isFull) return false;
    const first = batch.findIndex(({ after, seq }) => after <= this.#last && this.#last < seq);
    if (first < 0 || this.#isOver) return true;
    this.wire.write(messagesOf(this.#head, first === 0 ? batch : batch.slice(first)));
    this.#last = end;
    return true;
  }

  /** Begins when the socket is empty, and keeps no page while it is full: that is read again from where this stopped. */
  async catchUp(): Promise<void> {
    try {
      for (let isNear = false; !isNear; ) {
        await this.wire.drained();
        if (this.#isOver) return;
        isNear = this.host.reaches(this.#last) || (await this.#takePage());
      }
      if (!this.#isOver) this.host.admit(this);
    } catch (error) {
      this.fail(error);
    }
  }

  /** True when nothing was left behind it. */
  async #takePage(): Promise<boolean> {
    const { batches, isLast } = await this.host.page(this.#last);
    return batches.every((batch) => this.take(batch)) && isLast;
  }

  #leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.host.leave(this);
  }
}
