import type { Warn } from './warnings';

export const LEAST_FILM_MS = 1_000;
/** A day. Products of two times stay exact up to there: 86,400,000² < 2^53. */
export const MOST_FILM_MS = 86_400_000;
/** A scene is never shorter, unless there are so many that the film has no room for it. */
export const LEAST_SCENE_MS = 50;
/** So that even in the shortest film each has a millisecond. */
export const MOST_SCENES = 1_000;
/** What a scene of which nothing is said gets at least, before the others are scaled down for it. */
const LEAST_SHARE_MS = 500;
/** Durations that miss the total by no more are kept; the last takes the rest. */
const TOLERANCE_MS = 1;

export function secondsOf(ms: number): number {
  return ms / 1000;
}

/** To the nearest millisecond, within what a film may last. */
export function msOf(seconds: number): number {
  return Math.round(Math.min(seconds, MOST_FILM_MS / 1000) * 1000);
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * Shares whole milliseconds by weight; the sum is exact, since the last takes what rounding leaves: 100 by 1:1:1 is 33, 33, 34. None gets less than
 * 50, or than an even share where there is no room for that. Weights are integers ≥ 0.
 */
export function sharedMs(totalMs: number, weights: readonly number[]): number[] {
  const floorMs = leastSceneMs(totalMs, weights.length);
  const { isFloored, restMs, restWeight } = floored(totalMs, weights, floorMs);
  const shares = weights.map((weight, index) =>
    isFloored.has(index) ? floorMs : Math.floor((restMs * weight) / restWeight),
  );
  const last = shares.length - 1;
  return shares.map((ms, index) => (index === last ? totalMs - (sumOf(shares) - ms) : ms));
}

function leastSceneMs(totalMs: number, count: number): number {
  return Math.min(LEAST_SCENE_MS, Math.floor(totalMs / count));
}

/** From the lightest on: whoever would get less than the floor gets the floor, and the others share what is left. */
function floored(totalMs: number, weights: readonly number[], floorMs: number) {
  const isFloored = new Set<number>();
  let [restMs, restWeight] = [totalMs, sumOf(weights)];
  const lightestFirst = weights.map((weight, index) => ({ weight, index })).sort((a, b) => a.weight - b.weight);
  for (const { weight, index } of lightestFirst) {
    if (restWeight > 0 && restMs * weight >= floorMs * restWeight) break;
    isFloored.add(index);
    restMs -= floorMs;
    restWeight -= weight;
  }
  return { isFloored, restMs, restWeight };
}

export interface TimedScene {
  /** Null: not said. */
  readonly statedMs: number | null;
  readonly purpose: string;
}

/** How scenes of which nothing is said share what is left: the ends are shorter than the middle, as 0.8 to 1.2. */
const SHORT_PURPOSES = new Set(['hook', 'intro', 'outro', 'cta']);
const weightOf = ({ purpose }: TimedScene): number => (SHORT_PURPOSES.has(purpose) ? 2 : 3);
const MEAN_WEIGHT = 2.5;

/**
 * How long each scene is, in milliseconds that add up to `totalMs`. What is stated is kept where it adds up, alone or with those that share the rest;
 * otherwise all are scaled in proportion, with a warning.
 */
export function sceneDurations(scenes: readonly TimedScene[], totalMs: number, warn: Warn): number[] {
  const stated = scenes.map(({ statedMs }) => (statedMs === null ? null : statedWeight(statedMs)));
  const wanted = completed(scenes, stated, totalMs);
  const kept = drawnUp(wanted, totalMs);
  const floorMs = leastSceneMs(totalMs, scenes.length);
  const fits = Math.abs(sumOf(wanted) - totalMs) <= TOLERANCE_MS;
  if (fits && kept.every((ms) => ms >= floorMs)) return kept;
  if (stated.some((ms) => ms !== null)) warn(fits ? raised(floorMs) : scaled(sumOf(wanted), totalMs));
  return sharedMs(totalMs, wanted);
}

function statedWeight(ms: number): number {
  return Math.max(1, Math.min(MOST_FILM_MS, Math.round(ms)));
}

/** With a duration for each of which none is stated. */
function completed(scenes: readonly TimedScene[], stated: readonly (number | null)[], totalMs: number): number[] {
  const known = stated.filter((ms) => ms !== null);
  const missing = scenes.filter((_scene, index) => stated[index] === null);
  const leftMs = totalMs - sumOf(known);
  if (missing.length > 0 && (known.length === 0 || leftMs >= missing.length * LEAST_SHARE_MS)) {
    const shares = sharedMs(leftMs, missing.map(weightOf));
    return stated.map((ms) => ms ?? shares.shift() ?? 0);
  }
  const meanMs = sumOf(known) / Math.max(1, known.length);
  return scenes.map((scene, index) => stated[index] ?? Math.ceil((meanMs * weightOf(scene)) / MEAN_WEIGHT));
}

/** The last takes the millisecond that rounding left. */
function drawnUp(durationsMs: readonly number[], totalMs: number): number[] {
  const driftMs = totalMs - sumOf(durationsMs);
  return durationsMs.map((ms, index) => (index === durationsMs.length - 1 ? ms + driftMs : ms));
}

function scaled(statedMs: number, totalMs: number) {
  return {
    code: 'DURATIONS_SCALED',
    message: `The scenes come to ${secondsOf(statedMs)} s and the film lasts ${secondsOf(totalMs)} s; each is scaled in proportion.`,
    path: 'scenes',
  };
}

function raised(floorMs: number) {
  const message = `No scene is shorter than ${secondsOf(floorMs)} s; the others give what is missing.`;
  return { code: 'SCENE_TOO_SHORT', message, path: 'scenes' };
}

/** Where each begins: from 0, without a gap. */
export function startsOf(durationsMs: readonly number[]): number[] {
  let startMs = 0;
  return durationsMs.map((ms) => {
    startMs += ms;
    return startMs - ms;
  });
}
