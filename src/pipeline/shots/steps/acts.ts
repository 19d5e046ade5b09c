import type { ScreenplayScene } from '../../screenplay/screenplay';
import { actAt, beatOf } from './beats';

const ACTS = [1, 2, 3, 4] as const;

export interface ActOfScene {
  readonly act: number;
  /** No scene of its act comes after it. */
  readonly endsAct: boolean;
}

/** Of fewer scenes nobody can tell by their place where an act ends. */
const FEWEST_TO_GUESS = 12;

/**
 * The act of each scene, never running backwards. What is said counts (a section more than a beat); where it contradicts itself, most of
 * it counts, so that one flash-forward called `Finale` does not make a film of one act. In between it is the place in the film.
 * Acts that are but guessed end nowhere in a film of a few scenes or of a vertical format: nothing there is worth a fade to black.
 */
export function actsOf(scenes: readonly ScreenplayScene[], isIntimate: boolean): ActOfScene[] {
  const said = scenes.map(({ act, beat }) => act ?? beatOf(beat)?.act ?? null);
  const isGuess = said.every((act) => act === null);
  const acts = smoothest(scenes.map((scene, index) => costs(scene, said[index] ?? null, actAt(index, scenes.length))));
  const ends = !isGuess || (scenes.length >= FEWEST_TO_GUESS && !isIntimate);
  return acts.map((act, index) => {
    const next = acts[index + 1];
    return { act, endsAct: next === undefined || (ends && next !== act) };
  });
}

type Cost = readonly [contradictions: number, distance: number];

/** What it costs to call a scene of each act: against what is said, and how far from its place. */
function costs({ act: section }: ScreenplayScene, said: number | null, placed: number): Cost[] {
  return ACTS.map((act) => {
    if (said === null) return [0, Math.abs(act - placed)];
    return [Math.min(4, Math.max(1, said)) === act ? 0 : section === null ? 1 : 3, 0];
  });
}

/** The acts that never fall and cost least; of equals the earlier act. */
function smoothest(scenes: readonly (readonly Cost[])[]): number[] {
  const cameFrom: number[][] = [];
  let totals: Cost[] = ACTS.map(() => [0, 0]);
  for (const scene of scenes) {
    const from = cheapestSoFar(totals);
    cameFrom.push(from);
    totals = scene.map((cost, act) => sum(cost, totals[from[act] ?? 0] ?? [0, 0]));
  }
  return walkedBack(cameFrom, cheapestSoFar(totals).at(-1) ?? 0);
}

function walkedBack(cameFrom: readonly (readonly number[])[], last: number): number[] {
  const acts: number[] = [];
  let act = last;
  for (let scene = cameFrom.length - 1; scene >= 0; scene -= 1) {
    acts.push(act + 1);
    act = cameFrom[scene]?.[act] ?? 0;
  }
  return acts.reverse();
}

/** For each act the cheapest among it and those before. */
function cheapestSoFar(totals: readonly Cost[]): number[] {
  let best = 0;
  return totals.map((total, act) => {
    if (isLess(total, totals[best] ?? total)) best = act;
    return best;
  });
}

const sum = (a: Cost, b: Cost): Cost => [a[0] + b[0], a[1] + b[1]];
const isLess = (a: Cost, b: Cost): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
