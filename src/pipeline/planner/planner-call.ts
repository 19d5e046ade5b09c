import type { PlanWarning } from './plan-warning';

/** What the planner may ask a model for: to read a treatment into scenes, or to say where the parts of a draft belong. */
export const PLANNER_PURPOSES = ['EXTRACTION', 'REPAIR'] as const;
export type PlannerPurpose = (typeof PLANNER_PURPOSES)[number];

/** ASKED: not over, or its process ended. CANCELLED: whoever planned went away. What came of a reply that could be read is ANSWERED. */
export const PLANNER_OUTCOMES = ['ASKED', 'ANSWERED', 'BAD_REPLY', 'TIMED_OUT', 'FAILED', 'CANCELLED'] as const;
export type PlannerOutcome = (typeof PLANNER_OUTCOMES)[number];

/** How often one caller may have a model asked in one project, and how long that may take. */
export interface PlannerLimit {
  readonly most: number;
  readonly windowSeconds: number;
  readonly patienceMs: number;
}

export type PlannerLimits = Readonly<Record<PlannerPurpose, PlannerLimit>>;

export const PLANNER_LIMITS: PlannerLimits = {
  EXTRACTION: { most: 10, windowSeconds: 60, patienceMs: 3_000 },
  REPAIR: { most: 5, windowSeconds: 3_600, patienceMs: 4_000 },
};

/** Why no model's word is in a plan, when one might have been. */
export type Unhelped = 'TIMED_OUT' | 'BAD_REPLY' | 'LIMITED' | 'FAILED';

const INSTEAD: Readonly<Record<PlannerPurpose, string>> = {
  EXTRACTION: 'the text is read without one',
  REPAIR: 'the draft is repaired without one',
};

/** What is told of it: never a word of a model, of a supplier or of the text. */
export function unhelped(purpose: PlannerPurpose, why: Unhelped, reason: string): PlanWarning {
  return { code: `${purpose}_${why}`, message: `${reason}; ${INSTEAD[purpose]}.`, path: null };
}
