import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** What tells that a topic has moved on; `LogSignals` is one. */
export interface Wakes {
  version(topic: string): number;
  past(topic: string, version: number, signal: AbortSignal): Promise<void>;
}

/** A topic as it was before its table was read. */
export interface Mark {
  readonly topic: string;
  readonly version: number;
}

/** Sleeps until a topic moves on, somebody rings, or the time is over. */
export class Bell {
  #rung = false;
  #rouse: () => void = () => undefined;

  ring(): void {
    this.#rung = true;
    this.#rouse();
  }

  async sleep(
    wakes: Wakes,
    marks: readonly Mark[],
    { ms, signal }: { ms: number; signal: AbortSignal },
  ): Promise<void> {
    const over = new AbortController();
    const end = () => over.abort();
    setMaxListeners(0, over.signal); // one for each project that has a webhook
    signal.addEventListener('abort', end);
    this.#rouse = end;
    if (this.#rung || signal.aborted) end();
    const late = delay(ms, undefined, { signal: over.signal }).catch(() => undefined); // rejects where it was woken before
    await Promise.race([late, ...marks.map((mark) => moved(wakes, mark, over.signal))]);
    signal.removeEventListener('abort', end);
    end();
    this.#rung = false;
  }
}

/** `past` also returns when a while has passed. */
async function moved(wakes: Wakes, { topic, version }: Mark, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && wakes.version(topic) <= version) await wakes.past(topic, version, signal);
}
