import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Family } from './exposition';

/** A timer of the process itself: every 20 ms costs an idle server 0.1 % of a core. */
const RESOLUTION_MS = 20;
const QUANTILES = [0.5, 0.9, 0.99];

/** By how much this process's one thread was late, since it was last asked. */
export class EventLoop {
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  start(): void {
    this.#delays.enable();
  }

  stop(): void {
    this.#delays.disable();
  }

  read(): Family {
    const quantiles = QUANTILES.map((share) => [String(share), this.#delays.percentile(share * 100)] as const);
    const samples = [...quantiles, ['1', this.#delays.max] as const].map(([quantile, nanoseconds]) => ({
      labels: { quantile },
      value: latenessSeconds(nanoseconds),
    }));
    this.#delays.reset();
    return {
      name: 'workprint_event_loop_delay_seconds',
      help: 'By how much the thread that answers was late, by share of the moments since the reading before.',
      type: 'gauge',
      samples,
    };
  }
}

/** Node records the time from tick to tick, and nothing yet is 2^63. */
function latenessSeconds(nanoseconds: number): number {
  const tooLarge = nanoseconds > 1e15;
  return tooLarge ? 0 : Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
}
