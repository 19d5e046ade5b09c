import { parseGlobalId } from '../../pipeline/values/global-id';
import type { StudioClient } from '../graphql/client';
import { Refused } from '../graphql/refusal';

const JOB = `query ($id: ID!, $keys: [String!]) {
  run(id: $id) { jobs(first: 1, where: { keys: $keys }) { nodes { id } } }
}`;

/** A job by its id, or by its key within a run. */
export async function findJob(client: StudioClient, runId: string, word: string): Promise<string> {
  if (parseGlobalId(word)?.type === 'Job') return word;
  const { run } = await client.query<{ run: { jobs: { nodes: { id: string }[] } } }>(JOB, { id: runId, keys: [word] });
  const [job] = run.jobs.nodes;
  if (job) return job.id;
  throw new Refused([
    {
      code: 'NOT_FOUND',
      message: `The run has no job "${word}".`,
      expected: `the key or the id of a job of ${runId}`,
      remedy: `See \`workprint runs show ${runId}\`.`,
    },
  ]);
}
