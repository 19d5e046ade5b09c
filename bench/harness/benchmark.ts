import type { Comparison } from './comparison';

export interface Effort {
  readonly rounds: number;
  /** How long one turn lasts where a turn is as long as one likes. */
  readonly seconds: number;
}

export interface Output {
  /** What is under way, for whoever waits. */
  say(line: string): void;
  show(comparison: Comparison): void;
}

/** One file of `bench/`: what it measures, against whom, and how. */
export interface Benchmark {
  readonly about: string;
  run(effort: Effort, output: Output): Promise<void>;
}
