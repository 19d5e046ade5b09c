import type { Plan } from './finished-plan';
import type { Manifest } from './manifest/manifest-schema';

/** What a plan gets when it is kept. */
export type Identity = Required<Pick<Manifest, 'id' | 'createdAt' | 'userId'>>;

/** The same plan, as the manifest that it is kept as: its render knows which one. */
export function identifiedPlan(plan: Plan, { id, createdAt, userId }: Identity): Plan {
  const jobs = plan.jobs.map((job) =>
    job.type === 'render_shotstack' ? { ...job, payload: { ...job.payload, manifestId: id } } : job,
  );
  return { ...plan, jobs, manifest: { ...plan.manifest, id, createdAt, userId, jobs } };
}
