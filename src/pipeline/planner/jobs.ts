import { chartJobs } from './jobs/chart-jobs';
import { JOB_TABLE } from './jobs/job-table';
import { lipSyncJobs } from './jobs/lip-sync-jobs';
import { motionJobs } from './jobs/motion-jobs';
import { musicJobs } from './jobs/music-jobs';
import { namedJobs } from './jobs/named-jobs';
import { enhanceJobs, imageJobs } from './jobs/picture-jobs';
import { speechJobs } from './jobs/speech-jobs';
import type { WantedJob } from './jobs/wanted-job';
import { withinCaps } from './jobs/within-caps';
import type { Job } from './manifest/job-schema';
import type { ManifestWithoutJobs } from './manifest/manifest-schema';
import { shotstackEdit } from './shotstack-edit';
import type { Warn } from './warnings';

/** Who makes what, each behind those that it needs: a clip behind its picture, lips behind their voice. */
const MAKERS: readonly ((manifest: ManifestWithoutJobs) => WantedJob[])[] = [
  speechJobs,
  imageJobs,
  chartJobs,
  enhanceJobs,
  musicJobs,
  motionJobs,
  lipSyncJobs,
];

const RENDER_ID = 'job_render_shotstack';

/** All that is to be done for a manifest: the same jobs, in the same order, whenever it is asked. The film is rendered last, from everything. */
export function jobsOf(manifest: ManifestWithoutJobs, warn: Warn): Job[] {
  warnOfSounds(manifest, warn);
  const wanted = MAKERS.flatMap((make) => make(manifest));
  const jobs = namedJobs(withinCaps(wanted, manifest, warn), [RENDER_ID]);
  return [...jobs, renderJob(manifest, jobs)];
}

/** No kind of job makes them; what nobody makes is not left out in silence. */
function warnOfSounds({ audio: { sfx = [] } }: ManifestWithoutJobs, warn: Warn): void {
  if (sfx.length === 0) return;
  const message = `${sfx.length} sound effects are kept in the manifest for whoever cuts the film; no job makes them.`;
  warn({ code: 'SOUNDS_WITHOUT_JOB', message, path: 'audio.sfx' });
}

function renderJob(manifest: ManifestWithoutJobs, jobs: readonly Job[]): Job {
  const { priority, retryPolicy } = JOB_TABLE.render_shotstack;
  return {
    id: RENDER_ID,
    type: 'render_shotstack',
    payload: { manifestId: manifest.id ?? null, shotstackJson: shotstackEdit(manifest, jobs), callbackUrl: null },
    dependsOn: jobs.map(({ id }) => id),
    priority,
    retryPolicy: { ...retryPolicy },
    estimatedCost: 0,
  };
}
