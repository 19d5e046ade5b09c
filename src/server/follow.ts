import { PROJECT_LOG_CHANNEL, RUN_LOG_CHANNEL } from '../pipeline';
import type { EventReader } from '../reads/reads';
import type { LogSignals } from './log-signals';

/** A log that can be followed: its lines' type, the column of whom it belongs to, and where it is said that it has grown. */
interface Log {
  readonly type: string;
  readonly owner: string;
  readonly channel: string;
}

export const PROJECT_LOG: Log = { type: 'ProjectEvent', owner: 'project_id', channel: PROJECT_LOG_CHANNEL };
export const RUN_LOG: Log = { type: 'RunEvent', owner: 'run_id', channel: RUN_LOG_CHANNEL };

/** Lines read at once: a client that was away for a day catches up in pages. */
export const LINES_A_PAGE = 200;

/** A log from a number on, in order and once: what is there, then what comes. */
export function follow(
  read: EventReader,
  { signals, topic, afterSeq }: { signals: LogSignals; topic: string; afterSeq: number },
): AsyncIterableIterator<unknown> {
  return stoppable(async function* lines(signal) {
    let last = Math.max(0, afterSeq);
    while (!signal.aborted) {
      const version = signals.version(topic);
      const page = await read(last, signal);
      for (const [seq, line] of page) {
        yield line;
        last = seq;
      }
      if (page.length < LINES_A_PAGE) await signals.past(topic, version, signal);
    }
  });
}

/** `return()` on a generator waits for what it awaits. This one is told to stop, so that a closed socket frees it at once. */
function stoppable(make: (signal: AbortSignal) => AsyncGenerator<unknown>): AsyncIterableIterator<unknown> {
  const stopping = new AbortController();
  const lines = make(stopping.signal);
  return {
    next: () => lines.next().catch(unlessStopped(stopping.signal)),
    return: () => {
      stopping.abort();
      return lines.return(undefined);
    },
    throw: (error) => {
      stopping.abort();
      return lines.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function unlessStopped(signal: AbortSignal): (error: unknown) => IteratorResult<unknown> {
  return (error) => {
    if (signal.aborted) return { done: true, value: undefined };
    throw error;
  };
}
