import type { StudioClient } from '../../src/cli/graphql/client';

const START = `mutation ($input: StartExplainerInput!) {
  startExplainer(input: $input) { run { id } userErrors { code message expected got remedy } }
}`;
const EVENTS = `subscription ($runId: ID!, $afterSeq: Int!) {
  runEvents(runId: $runId, afterSeq: $afterSeq) { __typename seq ... on RunFinished { status } }
}`;

/** Starts a run and follows it to its end, as a client does. Answers its id; one that did not succeed throws. */
export async function runToEnd(client: StudioClient, input: object): Promise<string> {
  const { startExplainer } = await client.mutate<{ startExplainer: { run: { id: string } } }>(START, { input });
  const runId = startExplainer.run.id;
  let status = '';
  await client.follow<{ seq: number; __typename: string; status?: string }>({
    document: EVENTS,
    variables: { runId, afterSeq: 0 },
    onLine: (line) => {
      status = line.status ?? '';
    },
    until: ({ __typename }) => __typename === 'RunFinished',
  });
  if (status !== 'SUCCEEDED') throw new Error(`The run ended ${status}.`);
  return runId;
}
