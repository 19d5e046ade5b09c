import type { Capability } from '../values/capability';
import type { JobErrorCode, JobType } from './run';

/** What a span is about. Row ids, words and numbers: never a prompt, a name that people chose, or a secret. */
export interface Attributes {
  /** The run that it belongs to: its spans are one trace, whichever process they come from. */
  readonly run?: string;
  /** The job of that run that it is done for. */
  readonly job?: string;
  /** Which beginning of that job, where it was begun again. */
  readonly tries?: number;
  readonly [name: string]: string | number | boolean | undefined;
}

/** The one span of a job, from its order to its take: what else names the job lies beneath it. */
export const JOB_SPAN = 'job';

/** Mutations that lay out the jobs of a new run, and what that is called among the phases of planning. */
export const LAYING_OUT: Readonly<Record<string, string>> = {
  startExplainer: 'explainer',
  regenerateAssets: 'regeneration',
  startPlan: 'production',
};

export interface SupplierCall {
  readonly provider: string;
  readonly capability: Capability;
  readonly seconds: number;
  /** Null: it delivered. */
  readonly code: JobErrorCode | null;
}

export interface Mutation {
  readonly name: string;
  readonly seconds: number;
  /** Of its first refusal; null: it was done. */
  readonly code: string | null;
  /** The run that it answered, as a row id: started, resumed or cancelled by it. */
  readonly runId: string | null;
}

/**
 * Who is told what happens, so that people can see how the studio does. It answers at once, never throws, and changes nothing: what
 * is told is told after the fact, outside the transactions.
 */
export interface Watch {
  /** Does the work, and tells how long it took and whether it failed. What is begun within lies beneath it. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  called(call: SupplierCall): void;
  mutated(mutation: Mutation): void;
  /** One phase of planning: making a plan, storing it, laying out the jobs of a run. */
  planned(planning: { readonly phase: string; readonly seconds: number }): void;
  /** What a model wrote was read: as it came, or only after a repair. */
  understood(reading: { readonly isRepaired: boolean }): void;
  /** The jobs of a run were laid out, all in one transaction, or refused. */
  createdJobs(creation: { readonly code: string | null }): void;
  checkedManifest(check: { readonly isValid: boolean }): void;
  /** A treatment or a draft became a plan, as it was or only after something had to be mended. */
  madePlan(making: { readonly usedRepair: boolean }): void;
  /** A plan was kept with all its jobs in one transaction, or nothing of it was. */
  keptPlan(keeping: { readonly code: string | null; readonly jobs: number }): void;
  endedJob(end: { readonly type: JobType; readonly code: JobErrorCode | null }): void;
}

/** Nobody looks. */
export const UNWATCHED: Watch = {
  span: (_name, _attributes, work) => work(),
  called: () => undefined,
  mutated: () => undefined,
  planned: () => undefined,
  understood: () => undefined,
  createdJobs: () => undefined,
  checkedManifest: () => undefined,
  madePlan: () => undefined,
  keptPlan: () => undefined,
  endedJob: () => undefined,
};
