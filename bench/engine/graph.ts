/** Of the film that all benchmarks speak of. */
export const SHOTS = 754;
export const JOBS_A_SHOT = 5;
/** How much is under way at once, of jobs and of what they order. */
export const AT_ONCE = 32;
export const POLL_MS = 50;
