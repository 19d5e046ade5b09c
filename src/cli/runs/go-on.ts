import { randomUUID } from 'node:crypto';
import type { Act, Outcome, Scene } from '../assets/outcome';
import { oneOf } from '../explain/options';
import { capIn } from './cap';
import { findJob } from './find-job';
import { followed } from './follow';
import { findRun, type RunRow, toldOf } from './run-row';

const ERRORS = 'userErrors { code message expected got remedy }';
const RESUME = `mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { run { id } ${ERRORS} } }`;
const RETRY_JOB = `mutation ($input: RetryJobInput!) { retryJob(input: $input) { job { id } ${ERRORS} } }`;
const RETRY = `mutation ($input: RetryFailedJobsInput!) { retryFailedJobs(input: $input) { run { id } ${ERRORS} } }`;

const STAGES = ['AUDIO', 'VISUALS', 'CUT', 'FILM'] as const;

/** A paused run goes on; one that ended short of its end begins again what is missing, one that stopped for a review goes further. */
export const resume: Act = (words) => {
  const how = { cap: capIn(words), stopAfter: oneOf(words, 'stop-after', STAGES) };
  return (scene) =>
    goingOn(scene, async ({ id }) => {
      const input = { runId: id, ...how, idempotencyKey: `resume ${randomUUID()}` };
      await scene.session.client.mutate(RESUME, { input });
    });
};

/** What failed, or one job, again. */
export const retry: Act = (words) => (scene) =>
  goingOn(scene, async ({ id }) => {
    const { client } = scene.session;
    const word = words.text('job');
    const idempotencyKey = `retry ${randomUUID()}`;
    if (!word) await client.mutate(RETRY, { input: { runId: id, idempotencyKey } });
    else await client.mutate(RETRY_JOB, { input: { jobId: await findJob(client, id, word), idempotencyKey } });
  });

/** Followed from the line with which it goes on, unless nobody wants to wait. */
async function goingOn(scene: Scene, begin: (run: RunRow) => Promise<void>): Promise<Outcome> {
  const { client } = scene.session;
  const before = await findRun(client, scene.words.operands[0] ?? '');
  await begin(before);
  const run = await findRun(client, before.id);
  return scene.words.has('no-wait') ? toldOf(run) : followed(scene, { run, afterSeq: before.lastSeq });
}
