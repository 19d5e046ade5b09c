/** Lines of a run's log as the demo asks for them: the contract's events, with the stage of the job beside its key. */
export interface Amount {
  readonly amount: string;
}

/** `done` counts what was made and what was reused. */
export interface StageProgress {
  readonly stage: string;
  readonly jobs: number;
  readonly done: number;
  readonly reused: number;
  readonly failed: number;
}

export interface RunTotals {
  readonly jobs: number;
  readonly done: number;
  readonly reused: number;
  readonly failed: number;
  readonly secondsLeft: number | null;
  readonly spent: Amount;
}

interface EveryLine {
  readonly seq: number;
  readonly at: string;
  readonly totals: RunTotals;
  /** Where a line has them they are the truth; a line without moves the counts of its own stage. */
  readonly stages?: readonly StageProgress[] | null;
}

interface JobLine extends EveryLine {
  readonly jobKey: string;
  readonly stage: string;
}

export interface RunStarted extends EveryLine {
  readonly __typename: 'RunStarted';
}
export interface JobStarted extends JobLine {
  readonly __typename: 'JobStarted';
  readonly provider?: string | null;
}
export interface JobProgressed extends JobLine {
  readonly __typename: 'JobProgressed';
  readonly fraction: number;
  readonly note: string | null;
}
export interface JobFailed extends JobLine {
  readonly __typename: 'JobFailed';
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string | null };
  readonly willRetryAt: string | null;
}
export interface AssetMade extends JobLine {
  readonly __typename: 'AssetMade';
  readonly cost: Amount;
}
export interface AssetReused extends JobLine {
  readonly __typename: 'AssetReused';
}
/** A job that makes no asset is done. */
export interface JobFinished extends JobLine {
  readonly __typename: 'JobFinished';
}
export interface ProviderFellBack extends JobLine {
  readonly __typename: 'ProviderFellBack';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}
export interface ProviderOverran extends JobLine {
  readonly __typename: 'ProviderOverran';
  readonly provider: string | null;
  readonly ceiling: Amount;
  readonly billed: Amount;
}
export interface BudgetLow extends EveryLine {
  readonly __typename: 'BudgetLow';
  readonly left: Amount;
}
export interface BudgetReached extends EveryLine {
  readonly __typename: 'BudgetReached';
  readonly cap: Amount;
  readonly notDoneCount: number;
}
/** Nothing is begun until the run is resumed, which is another `RunStarted`. */
export interface RunPaused extends EveryLine {
  readonly __typename: 'RunPaused';
}
export interface RunFinished extends EveryLine {
  readonly __typename: 'RunFinished';
  readonly status: string;
}

export type RunLine =
  | RunStarted
  | JobStarted
  | JobProgressed
  | JobFailed
  | AssetMade
  | AssetReused
  | JobFinished
  | ProviderFellBack
  | ProviderOverran
  | BudgetLow
  | BudgetReached
  | RunPaused
  | RunFinished;

/** What people should read of a line while bars move; null for what the bars say already. */
export function noticeOf(line: RunLine): string | null {
  switch (line.__typename) {
    case 'JobFailed':
      return line.willRetryAt === null ? failed(line) : `${line.jobKey}: ${line.error.message} It is tried again.`;
    case 'ProviderFellBack':
      return `${line.jobKey}: ${line.to} takes over from ${line.from} (${line.reason}).`;
    case 'ProviderOverran':
      return `${line.jobKey}: ${line.provider} billed $${line.billed.amount} where $${line.ceiling.amount} was its most. It is not asked again.`;
    case 'BudgetLow':
      return `The budget is low: $${line.left.amount} left.`;
    case 'BudgetReached':
      return `The budget of $${line.cap.amount} is reached; ${line.notDoneCount} jobs are not done.`;
    case 'RunPaused':
      return 'The run is paused: what is under way is finished, and nothing else begun until it is resumed.';
    default:
      return null;
  }
}

function failed({ jobKey, error }: JobFailed): string {
  return [`${jobKey} failed: ${error.code}: ${error.message}`, error.remedy].filter(Boolean).join(' ');
}
