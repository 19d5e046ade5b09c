import { ratiosPerRound, type Spread, spread } from './statistics';
import type { Figures, Rounds } from './turns';

/** What is promised of one contender: a bound of its ratio to the peer, or of its own figure. */
export type Target =
  | { readonly of: string; readonly ratioAtLeast: number }
  | { readonly of: string; readonly ratioAtMost: number }
  | { readonly of: string; readonly figureAtMost: number }
  | { readonly of: string; readonly figureAtLeast: number }
  /** Its slowest answers against its usual ones: p99 over p50. */
  | { readonly of: string; readonly tailAtMost: number };

/** One measurement: the same thing done by several, and whom they are compared with. */
export interface Comparison {
  readonly title: string;
  /** The figure that is compared, by its name in `Figures`; it doubles as the heading of its column. */
  readonly figure: string;
  readonly peer: string;
  readonly targets: readonly Target[];
  readonly rounds: Rounds;
}

export interface Line {
  readonly name: string;
  readonly figure: Spread;
  readonly ratio: Spread;
  /** Medians of the other figures. */
  readonly others: Figures;
}

export interface Verdict {
  readonly text: string;
  readonly met: boolean;
}

const column = (figures: readonly Figures[], name: string) => figures.map((figure) => figure[name] ?? Number.NaN);

export function linesOf({ rounds, peer, figure }: Comparison): Line[] {
  const peerValues = column(rounds[peer] ?? [], figure);
  return Object.entries(rounds).map(([name, figures]) => {
    const others = Object.keys(figures[0] ?? {}).filter((other) => other !== figure);
    return {
      name,
      figure: spread(column(figures, figure)),
      ratio: spread(ratiosPerRound(column(figures, figure), peerValues)),
      others: Object.fromEntries(others.map((other) => [other, spread(column(figures, other)).median])),
    };
  });
}

export function verdictsOf(comparison: Comparison): Verdict[] {
  const lines = linesOf(comparison);
  return comparison.targets.map((target) => {
    const line = lines.find(({ name }) => name === target.of);
    if (!line) throw new Error(`No contender is called ${target.of}.`);
    if ('ratioAtLeast' in target) {
      const text = `${target.of}: at least ${target.ratioAtLeast} × ${comparison.peer}`;
      return { text, met: line.ratio.median >= target.ratioAtLeast };
    }
    if ('ratioAtMost' in target) {
      const text = `${target.of}: at most ${target.ratioAtMost} × ${comparison.peer}`;
      return { text, met: line.ratio.median <= target.ratioAtMost };
    }
    if ('tailAtMost' in target) {
      const tail = (line.others['p99 ms'] ?? Number.NaN) / (line.others['p50 ms'] ?? Number.NaN);
      const text = `${target.of}: p99 at most ${target.tailAtMost} × p50, is ${tail.toFixed(1)}`;
      return { text, met: tail <= target.tailAtMost };
    }
    if ('figureAtLeast' in target) {
      const text = `${target.of}: at least ${target.figureAtLeast} ${comparison.figure}`;
      return { text, met: line.figure.median >= target.figureAtLeast };
    }
    const text = `${target.of}: at most ${target.figureAtMost} ${comparison.figure}`;
    return { text, met: line.figure.median <= target.figureAtMost };
  });
}
