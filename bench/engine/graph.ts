/** Of the film that all benchmarks speak of. */
export const SHOTS = 754;
export const JOBS_A_SHOT = 5;
/** How many jobs are under way at once in each process; as many as the engine takes. */
export const JOBS_AT_ONCE = 64;
/** And how much of what they order. */
export const MAKES_AT_ONCE = 32;
export const POLL_MS = 50;
