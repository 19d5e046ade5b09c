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
  /** Five at least and unless told otherwise, but where a round takes minutes. */
  readonly rounds?: { readonly usual: number; readonly fewest: number };
  run(effort: Effort, output: Output): Promise<void>;
}

const MANY = { usual: 5, fewest: 5 };

/** As many as were asked for; null: as many as are usual. */
export function roundsOf({ rounds = MANY }: Pick<Benchmark, 'rounds'>, asked: number | null): number {
  if (asked === null) return rounds.usual;
  if (asked >= rounds.fewest) return asked;
  throw new Error(`At least ${rounds.fewest} rounds are needed to tell anything; ${asked} were asked for.`);
}
