import type { Lane } from './lanes';

/**
 * The workflows of one release are only run by processes of the same engine version. To be raised when `work` or `make`
 * takes other steps, or the same in another order, or when what they answer is written otherwise.
 */
export const ENGINE_VERSION = '3';
export const ENGINE_NAME = 'workprint';
/** DBOS's own tables. */
export const ENGINE_SCHEMA = 'dbos';

export const WORK_QUEUE = 'jobs';
/** Where jobs of a lane wait; null: of no lane. */
export function workQueue(lane: Lane | null): string {
  return lane === null ? WORK_QUEUE : `${WORK_QUEUE} ${lane.toLowerCase()}`;
}
export const WORK = 'work';
export const MAKE = 'make';

export function makeQueue(provider: string): string {
  return `make ${provider}`;
}

/** How DBOS calls workflows that will never answer, as a list of SQL. */
export const BROKEN_OFF = "'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'";

/** 20 goes first here, 0 in the queue. */
export const HIGHEST_PRIORITY = 20;

/** How often a process looks into each queue: ten slots of 200 ms calls gain 5.5 × at 100 ms, 7.8 × at 20 ms. */
export const POLL_MS = 50;
/** While nothing is to be done; so much later, at the most, the first job after a rest is begun. */
export const IDLE_POLL_MS = 500;
