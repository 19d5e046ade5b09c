import type { StudioClient } from '../graphql/client';
import { BEFORE_RUN, type RunState, reduce } from './progress';
import { noticeOf, type RunLine, type StageProgress } from './run-line';
import type { Screen } from './screen';

/** A run as the demo needs it when it begins to follow it. */
interface RunNow {
  readonly id: string;
  readonly status: string;
  readonly lastSeq: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly stages: readonly StageProgress[];
}

/** How a run ended, in numbers. */
export interface RunEnd extends Omit<RunNow, 'lastSeq'> {
  readonly stages: readonly StageEnd[];
}

interface StageEnd extends StageProgress {
  /** From the start of its first job to the end of its last; of a run that was resumed, since then. */
  readonly seconds: number;
}

const RUN = `query ($id: ID!, $after: String) {
  run(id: $id) {
    id status lastSeq startedAt finishedAt stages { stage jobs done reused failed }
    jobs(first: 250, after: $after) { nodes { key stage } pageInfo { hasNextPage endCursor } }
  }
}`;

const RESUME = `mutation ($runId: ID!) {
  resumeRun(input: { runId: $runId }) { run { id } userErrors { code message expected got remedy } }
}`;

/** Lines of a run's log as commands ask for them. */
export const RUN_EVENTS = `subscription ($runId: ID!, $afterSeq: Int!) {
  runEvents(runId: $runId, afterSeq: $afterSeq) {
    __typename seq at
    totals { jobs done reused failed secondsLeft spent { amount } }
    ... on JobStarted { jobKey provider }
    ... on JobProgressed { jobKey fraction note }
    ... on JobFailed { jobKey error { code message remedy } willRetryAt }
    ... on AssetMade { jobKey cost { amount } }
    ... on AssetReused { jobKey }
    ... on JobFinished { jobKey }
    ... on ProviderFellBack { jobKey from to reason }
    ... on ProviderOverran { jobKey provider ceiling { amount } billed { amount } }
    ... on BudgetLow { left { amount } }
    ... on BudgetReached { cap { amount } notDoneCount }
    ... on RunFinished { status }
  }
}`;

const UNDER_WAY = ['QUEUED', 'RUNNING', 'PAUSED', 'WAITING_FOR_REVIEW'];

interface Watching {
  readonly screen: Screen;
  /** What was shown of its log before. */
  readonly afterSeq?: number;
}

/** Shows a run until it is over. One that had stopped short before is resumed: what it made is not made again. */
export async function watch(client: StudioClient, runId: string, { screen, afterSeq = 0 }: Watching): Promise<RunEnd> {
  const { run, stageOf } = await runNow(client, runId);
  const stopped = !UNDER_WAY.includes(run.status) && run.status !== 'SUCCEEDED';
  if (stopped) await client.mutate(RESUME, { runId });
  const state = await show(client, { run, stageOf, screen, afterSeq: stopped ? run.lastSeq : afterSeq });
  const { run: ended } = await runNow(client, runId);
  return runEnd(ended, state);
}

/** What the server counted, with the time that the log tells. What was reused takes none. */
export function runEnd(
  { id, status, startedAt, finishedAt, stages }: Omit<RunNow, 'lastSeq'>,
  state: RunState,
): RunEnd {
  const secondsOf = new Map(state.stages.map(({ stage, secondsTaken }) => [stage, secondsTaken]));
  const ended = stages.map((stage) => ({ ...stage, seconds: secondsOf.get(stage.stage) ?? 0 }));
  return { id, status, startedAt, finishedAt, stages: ended };
}

async function runNow(client: StudioClient, id: string): Promise<{ run: RunNow; stageOf: Map<string, string> }> {
  const stageOf = new Map<string, string>();
  for (let after: string | null = null; ; ) {
    const { run }: { run: RunNow & Jobs } = await client.query(RUN, { id, after });
    for (const { key, stage } of run.jobs.nodes) stageOf.set(key, stage);
    if (!run.jobs.pageInfo.hasNextPage) return { run, stageOf };
    after = run.jobs.pageInfo.endCursor;
  }
}

interface Jobs {
  readonly jobs: {
    readonly nodes: readonly { readonly key: string; readonly stage: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Shown {
  readonly run: RunNow;
  readonly stageOf: ReadonlyMap<string, string>;
  readonly screen: Screen;
  readonly afterSeq: number;
}

async function show(client: StudioClient, { run, stageOf, screen, afterSeq }: Shown): Promise<RunState> {
  let state = BEFORE_RUN;
  // From its beginning the log is shown as it was then, all of it still to do; once resumed, with nothing failed any more.
  const begun = run.stages.map((stage) => ({ ...stage, ...(afterSeq > 0 ? {} : { done: 0, reused: 0 }), failed: 0 }));
  await client.follow<RunLine>({
    document: RUN_EVENTS,
    variables: { runId: run.id, afterSeq },
    onLine: (line) => {
      state = reduce(state, staged(line, stageOf, line.seq === afterSeq + 1 ? begun : null));
      const notice = noticeOf(line);
      if (notice) screen.say(notice);
      screen.show(state);
    },
    until: ({ __typename, seq }) => __typename === 'RunFinished' && seq >= run.lastSeq, // before that it was resumed
  });
  return state;
}

/** A line as it comes names its job; which stage that belongs to was asked beforehand. */
function staged(line: RunLine, stageOf: ReadonlyMap<string, string>, begun: readonly StageProgress[] | null): RunLine {
  if (line.__typename === 'RunStarted' && begun) return { ...line, stages: begun };
  return 'jobKey' in line ? { ...line, stage: stageOf.get(line.jobKey) ?? '' } : line;
}
