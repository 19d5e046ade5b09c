import { InvalidInput } from '../errors';
import type { CapPlan } from '../runner/plan';
import type { JobType } from '../runner/run';
import { capMicros } from '../workspace/cap';

/** What the jobs of one type may cost together. */
export interface JobTypeCap {
  readonly jobType: JobType;
  readonly cap: { readonly amount: string; readonly currency: string };
}

/** Caps within a run, as the runner plans them. */
export function capsOf(caps: readonly JobTypeCap[]): CapPlan[] {
  const types = caps.map(({ jobType }) => jobType);
  const twice = types.find((jobType, index) => types.indexOf(jobType) !== index);
  if (twice) throw namedTwice(twice);
  return caps.map(({ jobType, cap }, index) => ({
    kind: 'JOB_TYPE',
    label: jobType,
    capMicros: capMicros(cap, ['input', 'caps', String(index), 'cap']) ?? 0n,
  }));
}

function namedTwice(jobType: JobType): InvalidInput {
  return new InvalidInput(`There are two caps for ${jobType}.`, {
    field: ['input', 'caps'],
    expected: 'one cap for each type of job',
    got: jobType,
    remedy: 'Leave one of them out.',
  });
}
