import { LEAST_FILM_MS, MOST_FILM_MS } from './timing';
import type { Warn } from './warnings';

/** Within what a film may last; below and above it is drawn in, with a warning. */
export function filmMs(askedMs: number, warn: Warn): number {
  const durationMs = Math.min(MOST_FILM_MS, Math.max(LEAST_FILM_MS, Math.round(askedMs)));
  if (durationMs !== Math.round(askedMs)) {
    const message = `A film lasts from ${LEAST_FILM_MS / 1000} to ${MOST_FILM_MS / 1000} s; this one is ${durationMs / 1000} s.`;
    warn({ code: 'DURATION_LIMITED', message, path: 'metadata.durationSeconds' });
  }
  return durationMs;
}
