import type { Job } from '../manifest/job-schema';
import type { Check, Finding } from './business-issue';

type Named = { readonly id: string };

export const JOB_CHECKS: readonly Check[] = [
  ['DUPLICATE_SCENE_ID', ({ scenes }) => duplicates(scenes, 'scenes')],
  ['DUPLICATE_JOB_ID', ({ jobs }) => duplicates(jobs, 'jobs')],
  [
    'UNKNOWN_DEPENDENCY',
    ({ jobs }) => {
      const known = new Set(jobs.map(({ id }) => id));
      return jobs.flatMap(({ id, dependsOn }, index) =>
        dependsOn
          .filter((needed) => !known.has(needed))
          .map((needed) => ({ message: `${id} waits for ${needed}, which does not exist.`, path: `jobs[${index}]` })),
      );
    },
  ],
  [
    'DEPENDENCY_CYCLE',
    ({ jobs }) =>
      stuck(jobs).map((job) => ({ message: `${job.id} waits for itself.`, path: `jobs[${jobs.indexOf(job)}]` })),
  ],
  [
    'MISSING_RENDER',
    ({ jobs }) => {
      const renders = jobs.filter(({ type }) => type === 'render_shotstack').length;
      return renders === 1 ? [] : [{ message: `The film is rendered once, and not ${renders} times.`, path: 'jobs' }];
    },
  ],
];

function duplicates(all: readonly Named[], path: string): Finding[] {
  const seen = new Set<string>();
  return all.flatMap(({ id }, index) => {
    const isSecond = seen.has(id);
    seen.add(id);
    return isSecond ? [{ message: `Another is called ${id} already.`, path: `${path}[${index}].id` }] : [];
  });
}

/** Those that would never begin though all they wait for exists: they stand in a circle, or behind one. */
function stuck(jobs: readonly Job[]): Job[] {
  const known = new Set(jobs.map(({ id }) => id));
  const waits = new Map(jobs.map((job) => [job, job.dependsOn.filter((id) => known.has(id)).length]));
  const behind = new Map<string, Job[]>();
  for (const job of jobs) for (const id of job.dependsOn) behind.set(id, [...(behind.get(id) ?? []), job]);
  const ready = jobs.filter((job) => waits.get(job) === 0);
  for (const { id } of ready) {
    for (const job of behind.get(id) ?? []) {
      const left = (waits.get(job) ?? 0) - 1;
      waits.set(job, left);
      if (left === 0) ready.push(job);
    }
  }
  const begun = new Set(ready);
  return jobs.filter((job) => !begun.has(job));
}
