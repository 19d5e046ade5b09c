import type { JobStatus } from '../runner/run';

/** How far a planned job is, in the words of the planner's contract. */
export const PROGRESS_WORDS = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;
export type ProgressWord = (typeof PROGRESS_WORDS)[number];

const WORD_OF: Readonly<Record<JobStatus, ProgressWord>> = {
  PENDING: 'pending',
  READY: 'pending',
  PROCESSING: 'processing',
  COMPLETED: 'completed',
  REUSED: 'completed',
  FAILED: 'failed',
  SKIPPED: 'failed',
  CANCELLED: 'cancelled',
};

/** Null: no run has come to it. */
export function progressWord(status: JobStatus | null): ProgressWord {
  return status === null ? 'pending' : WORD_OF[status];
}

export interface ProgressSummary extends Readonly<Record<ProgressWord, number>> {
  readonly total: number;
  /** Whole percent, 100 only when all of them are completed; 0 where there are none. */
  readonly progressPercent: number;
}

export function progressSummary(words: readonly ProgressWord[]): ProgressSummary {
  const count = (word: ProgressWord) => words.filter((one) => one === word).length;
  const counts = Object.fromEntries(PROGRESS_WORDS.map((word) => [word, count(word)])) as Record<ProgressWord, number>;
  const total = words.length;
  return { total, ...counts, progressPercent: total === 0 ? 0 : Math.floor((100 * counts.completed) / total) };
}
