import { parseMicros } from '../../pipeline/values/money';
import type { Amount, RunLine, RunTotals, StageProgress } from './run-line';

/** A stage in the terminal. */
export interface StageLine extends StageProgress {
  /** Of the jobs under way, added up: two halves are 1. */
  readonly runningJobs: number;
  /** How much of the bar is drawn, 0–1. It goes back only when the stage gets more jobs, not when a job is tried again. */
  readonly shown: number;
  readonly spentMicros: bigint;
  readonly beganAtMs: number | null;
  /** Null while nothing was made that it could be told from. */
  readonly secondsLeft: number | null;
  readonly secondsTaken: number;
}

export interface RunState {
  readonly seq: number;
  /** Null until the run has finished. */
  readonly status: string | null;
  readonly stages: readonly StageLine[];
  readonly whole: StageLine;
  readonly running: ReadonlyMap<string, { readonly stage: string; readonly fraction: number }>;
}

const emptyLine = (stage: string): StageLine => ({
  stage,
  jobs: 0,
  done: 0,
  reused: 0,
  failed: 0,
  runningJobs: 0,
  shown: 0,
  spentMicros: 0n,
  beganAtMs: null,
  secondsLeft: null,
  secondsTaken: 0,
});

export const BEFORE_RUN: RunState = { seq: 0, status: null, stages: [], whole: emptyLine('ALL'), running: new Map() };

export function isSettled({ jobs, done, failed }: StageLine): boolean {
  return jobs > 0 && done + failed >= jobs;
}

export function hasBegun({ beganAtMs, done, failed }: StageLine): boolean {
  return beganAtMs !== null || done + failed > 0;
}

/** The state after a line. A line that is known already changes nothing. */
export function reduce(state: RunState, line: RunLine): RunState {
  if (line.seq <= state.seq) return state;
  const running = runningAfter(state.running, line);
  const atMs = Date.parse(line.at);
  const counted = countedStages(state.stages, line).map((stage) => ({
    ...stage,
    runningJobs: runningJobs(running, stage.stage),
    beganAtMs: stage.beganAtMs ?? (stageAtWork(line) === stage.stage ? atMs : null),
    spentMicros: stage.spentMicros + costOf(line, stage.stage),
  }));
  const stages = counted.map((stage) => measured(stage, known(state.stages, stage.stage), atMs));
  const whole = wholeOf(state.whole, line.totals, { runningJobs: runningJobs(running), atMs });
  return {
    seq: line.seq,
    status: statusAfter(state.status, line),
    stages,
    whole,
    running,
  };
}

/** A run that goes on has not finished. */
function statusAfter(status: string | null, line: RunLine): string | null {
  if (line.__typename === 'RunFinished') return line.status;
  return line.__typename === 'RunStarted' ? null : status;
}

type Running = RunState['running'];

function stageOf(line: RunLine): string | null {
  return 'stage' in line ? line.stage : null;
}

/** What is reused takes no time and foretells none. */
function stageAtWork(line: RunLine): string | null {
  return line.__typename === 'AssetReused' ? null : stageOf(line);
}

function runningAfter(running: Running, line: RunLine): Running {
  if (line.__typename === 'RunFinished') return new Map();
  if (!('jobKey' in line) || line.__typename === 'ProviderFellBack') return running;
  const after = new Map(running);
  const { jobKey, stage } = line;
  if (line.__typename === 'JobStarted') after.set(jobKey, { stage, fraction: 0 });
  else if (line.__typename === 'JobProgressed') after.set(jobKey, { stage, fraction: between0And1(line.fraction) });
  else after.delete(jobKey);
  return after;
}

function between0And1(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

function runningJobs(running: Running, stage?: string): number {
  return [...running.values()]
    .filter((job) => stage === undefined || job.stage === stage)
    .reduce((sum, { fraction }) => sum + fraction, 0);
}

function countedStages(before: readonly StageLine[], line: RunLine): StageLine[] {
  if (line.stages) return withCounts(before, line.stages);
  if (line.__typename === 'RunStarted' && line.totals.failed === 0) {
    return before.map((one) => ({ ...one, failed: 0 })); // all that had failed is done again
  }
  const stage = stageOf(line);
  if (stage === null) return [...before];
  const moved = movedBy(known(before, stage), line);
  const stages = before.map((one) => (one.stage === stage ? moved : one));
  return stages.some((one) => one.stage === stage) ? stages : [...stages, moved];
}

function known(stages: readonly StageLine[], stage: string): StageLine {
  return stages.find((one) => one.stage === stage) ?? emptyLine(stage);
}

function withCounts(before: readonly StageLine[], counts: readonly StageProgress[]): StageLine[] {
  const told = counts.map(({ stage, jobs, done, reused, failed }) => ({
    ...known(before, stage),
    ...{ jobs, done, reused, failed },
  }));
  return [...told, ...before.filter(({ stage }) => counts.every((count) => count.stage !== stage))];
}

/** A stage that was never announced has at least the jobs that were heard of. */
function movedBy(stage: StageLine, line: RunLine): StageLine {
  const isReused = line.__typename === 'AssetReused';
  const done = stage.done + (isReused || line.__typename === 'AssetMade' || line.__typename === 'JobFinished' ? 1 : 0);
  const failed = stage.failed + (line.__typename === 'JobFailed' && line.willRetryAt === null ? 1 : 0);
  const jobs = Math.max(1, stage.jobs, done + failed);
  return { ...stage, jobs, done, failed, reused: stage.reused + (isReused ? 1 : 0) };
}

function costOf(line: RunLine, stage: string): bigint {
  return line.__typename === 'AssetMade' && line.stage === stage ? micros(line.cost) : 0n;
}

function micros({ amount }: Amount): bigint {
  const parsed = parseMicros(amount);
  if (parsed === null) throw new Error(`Expected an amount such as 0.0400 in a line of the run, got ${amount}.`);
  return parsed;
}

function wholeOf(before: StageLine, totals: RunTotals, now: { runningJobs: number; atMs: number }): StageLine {
  const { jobs, done, reused, failed } = totals;
  const counts = { jobs, done, reused, failed, runningJobs: now.runningJobs, spentMicros: micros(totals.spent) };
  const line = measured({ ...before, ...counts, beganAtMs: before.beganAtMs ?? now.atMs }, before, now.atMs);
  return { ...line, secondsLeft: totals.secondsLeft };
}

function measured(stage: StageLine, before: StageLine, atMs: number): StageLine {
  const reached = fractionOf(stage);
  const shown = stage.jobs === before.jobs ? Math.max(before.shown, reached) : reached;
  if (stage.beganAtMs === null || isSettled(before)) return { ...stage, shown, secondsLeft: null };
  const secondsTaken = Math.max(0, atMs - stage.beganAtMs) / 1000;
  return { ...stage, shown, secondsTaken, secondsLeft: secondsLeft(stage, secondsTaken) };
}

/** Whole only when every job is settled, though the last of them may have said that it is 100 % there. */
const MOST_WHILE_OPEN = 0.999;

function fractionOf(stage: StageLine): number {
  if (stage.jobs === 0) return 0;
  if (isSettled(stage)) return 1;
  return Math.min(MOST_WHILE_OPEN, (stage.done + stage.failed + stage.runningJobs) / stage.jobs);
}

/** From less than this much of a job made nothing is foretold: a first report of 0.1 % would promise hours. */
const FEWEST_JOBS_MADE = 0.05;

function secondsLeft({ jobs, done, reused, failed, runningJobs }: StageLine, secondsTaken: number): number | null {
  const made = done - reused + runningJobs;
  const open = Math.max(0, jobs - done - failed - runningJobs);
  return made >= FEWEST_JOBS_MADE ? (secondsTaken * open) / made : null;
}
