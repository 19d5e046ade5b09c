import { ENFORCEMENT, enforcementOf } from '../constraints/enforcement';
import type { ManifestWithoutJobs } from '../manifest/manifest-schema';
import { profileOf } from '../profiles';
import type { Warn } from '../warnings';
import { JOB_TABLE } from './job-table';
import type { WantedJob } from './wanted-job';

const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(2)}`;

/**
 * As many jobs as the profile pays for, at nominal prices: what the film can do without is left out, first what costs too much alone, then the last ones
 * until the whole fits. Where the profile is meant as advice, and of what cannot be left out, it only warns.
 */
export function withinCaps(jobs: readonly WantedJob[], { metadata }: ManifestWithoutJobs, warn: Warn): WantedJob[] {
  const profile = profileOf(metadata);
  const { removesCostly } = ENFORCEMENT[enforcementOf(metadata)];
  const mayGo = (job: WantedJob): boolean => removesCostly && JOB_TABLE[job.type].isOptional;
  const affordable = jobs.filter((job) => {
    if (job.costMicros <= profile.mostPerJobMicros) return true;
    warn(tooDear(job, profile.mostPerJobMicros, mayGo(job)));
    return !mayGo(job);
  });
  let totalMicros = affordable.reduce((sum, { costMicros }) => sum + costMicros, 0);
  const gone = new Set<WantedJob>();
  for (const job of affordable.filter(mayGo).reverse()) {
    if (totalMicros <= profile.mostMicros) break;
    totalMicros -= job.costMicros;
    gone.add(job);
    warn(leftOut(job, profile.mostMicros));
  }
  if (totalMicros > profile.mostMicros) warn(overCap(totalMicros, profile.mostMicros));
  return affordable.filter((job) => !gone.has(job));
}

function tooDear({ id, costMicros }: WantedJob, mostMicros: number, goes: boolean) {
  const ending = goes ? 'it is left out' : 'it stays, since the film needs it or the profile is advice';
  const message = `${id} would cost about ${dollars(costMicros)} and the profile pays ${dollars(mostMicros)} a job; ${ending}.`;
  return { code: 'COST_CAP_JOB', message, path: 'jobs' };
}

function leftOut({ id }: WantedJob, mostMicros: number) {
  const message = `The plan would cost more than the ${dollars(mostMicros)} of its profile; ${id} is left out.`;
  return { code: 'COST_CAP_PLAN', message, path: 'jobs' };
}

function overCap(micros: number, mostMicros: number) {
  const message = `The plan costs about ${dollars(micros)}, more than the ${dollars(mostMicros)} of its profile.`;
  return { code: 'COST_CAP_EXCEEDED', message, path: 'jobs' };
}
