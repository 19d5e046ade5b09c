import type { Samples } from '../../values/wave';
import { bestPath } from './best-path';
import { type Bands, bandsOf, thinned } from './cepstra';
import { type Comparison, comparison } from './comparison';
import { type Expected, expectedStates } from './expected-states';

/** Where something is heard, in seconds. */
export interface HeardStretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** The same words as somebody else spoke them. */
export interface ReferenceSpeech {
  readonly samples: Samples;
  /** Where each word is heard in it, in order. */
  readonly words: readonly HeardStretch[];
}

export interface Alignment {
  readonly words: readonly HeardStretch[];
  /** How far what is heard is from what was expected, as a mean of its moments: 0 where they are one. */
  readonly distance: number;
}

export interface Fineness {
  readonly hopSeconds: number;
  /** Moments that the coarse way takes as one. */
  readonly together: number;
  /** How far from the coarse way the fine one may lead. */
  readonly reachSeconds: number;
}

export const FINENESS: Fineness = { hopSeconds: 0.01, together: 8, reachSeconds: 0.5 };
/** Throats: small ones sound higher. */
const STRETCHES = [0.84, 0.9, 0.95, 1, 1.05, 1.11, 1.18, 1.25];
/** How far from the straight way the coarse one may lead. */
const COARSE_REACH_SECONDS = 25;

/**
 * Where each word of a speech is heard: found by laying it over the same words as somebody else spoke them, moment by moment and in order. First
 * in steps of 80 ms, for throats of several lengths, then finely along the best of these ways.
 */
export function alignedToSpeech(heard: Samples, { samples, words }: ReferenceSpeech, fineness = FINENESS): Alignment {
  const { hopSeconds, together } = fineness;
  const [model] = bandsOf(samples, hopSeconds, [1]);
  if (!model) throw new Error('There is no speech to compare with.');
  const coarse: Comparing = { words, hopSeconds: hopSeconds * together };
  const ways = bandsOf(heard, hopSeconds, STRETCHES).map((target) => ({
    target,
    ...coarseWay(thinned(target, together), thinned(model, together), coarse),
  }));
  const best = ways.reduce((nearest, way) => (way.distance < nearest.distance ? way : nearest));
  const way = fineWay(best, model, { words, fineness });
  return { words: wordsOn(way, hopSeconds), distance: way.distance };
}

interface Comparing {
  readonly words: readonly HeardStretch[];
  readonly hopSeconds: number;
}

interface Way {
  readonly expected: Expected;
  /** Of each moment its state. */
  readonly states: Int32Array;
  readonly distance: number;
}

function coarseWay(target: Bands, model: Bands, { words, hopSeconds }: Comparing): Way {
  const expected = expectedStates(words, hopSeconds, model.count);
  const states = expected.moments.length;
  const straight = Int32Array.from({ length: target.count }, (_, at) => Math.round((at * (states - 1)) / target.count));
  return walked(comparison(target, model, hopSeconds), expected, {
    way: straight,
    reach: Math.ceil(COARSE_REACH_SECONDS / hopSeconds),
  });
}

interface Refining {
  readonly words: readonly HeardStretch[];
  readonly fineness: Fineness;
}

function fineWay(
  { target, expected: coarse, states }: Way & { readonly target: Bands },
  model: Bands,
  { words, fineness }: Refining,
): Way {
  const { hopSeconds, together, reachSeconds } = fineness;
  const expected = expectedStates(words, hopSeconds, model.count);
  const finer = finerStates(coarse, expected);
  const way = Int32Array.from({ length: target.count }, (_, at) => finer[states[Math.floor(at / together)] ?? 0] ?? 0);
  return walked(comparison(target, model, hopSeconds), expected, { way, reach: Math.ceil(reachSeconds / hopSeconds) });
}

/** So many states to each side of a way that never goes back. */
interface Along {
  readonly way: Int32Array;
  readonly reach: number;
}

function walked({ apart, pause }: Comparison, expected: Expected, { way, reach }: Along): Way {
  const { moments, isPause } = expected;
  const width = Math.min(moments.length, 2 * reach + 1);
  const first = way.map((state) => Math.min(Math.max(0, state - reach), moments.length - width));
  const cost = (moment: number, state: number) => {
    const its = moments[state] as number;
    return its < 0 ? pause(moment) : apart(moment, its);
  };
  const states = bestPath({ moments: way.length, states: moments.length, isPause, cost, first, width });
  const distance = states.reduce((sum, state, moment) => sum + cost(moment, state), 0) / states.length;
  return { expected, states, distance };
}

/** Of each coarse state the fine one in its middle. */
function finerStates(coarse: Expected, fine: Expected): Int32Array {
  const finer = new Int32Array(coarse.moments.length);
  for (const [word, start] of coarse.starts.entries()) {
    const [end = 0, from = 0, to = 0] = [coarse.endsExclusive[word], fine.starts[word], fine.endsExclusive[word]];
    finer[start - 1] = from - 1;
    for (let state = start; state < end; state += 1)
      finer[state] = from + Math.floor(((state - start + 0.5) / (end - start)) * (to - from));
    finer[end] = to;
  }
  return finer;
}

function wordsOn({ states, expected: { starts, endsExclusive } }: Way, hopSeconds: number): HeardStretch[] {
  const firstAt = (state: number, from: number): number => {
    let at = from;
    while (at < states.length && (states[at] as number) < state) at += 1;
    return at;
  };
  let at = 0;
  return Array.from(starts, (start, word) => {
    const begins = firstAt(start, at);
    at = firstAt(endsExclusive[word] as number, begins);
    return { startSeconds: begins * hopSeconds, endSeconds: at * hopSeconds };
  });
}
