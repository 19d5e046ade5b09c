import { JOB_ERROR_CODES, RUN_STATUSES } from '../../pipeline/runner/run';
import type { Field, Paged, Place, Row, Table, Tables } from '../table';
import { among, derived, embed, list, money, OLDEST, one, page, sql, toOne } from '../table';
import { budgetsOfRun, costReport } from './cost';
import { moneyFact, numberFact, textFact, timeFact, wholeFact, wordFact } from './facts';
import { flagIn, isObject, objectIn, textIn, wordIn } from './json';

/** A failure kept as JSON. */
const failure = (json: (row: Row) => string): Field =>
  embed(
    {
      code: (row) => wordIn(json(row), 'code', JOB_ERROR_CODES),
      message: (row) => textIn(json(row), 'message'),
      provider: (row) => textIn(json(row), 'provider'),
      retryable: (row) => flagIn(json(row), 'retryable'),
      remedy: (row) => textIn(json(row), 'remedy'),
    },
    (row) => isObject(json(row)),
  );

const COUNTS = `count(*) AS jobs,
  count(*) FILTER (WHERE j.status IN ('COMPLETED', 'REUSED')) AS done,
  count(*) FILTER (WHERE j.status = 'REUSED') AS reused,
  count(*) FILTER (WHERE j.status = 'FAILED') AS failed`;

/** The budget of the run as a whole. */
const isOwn = (budget: string, run: Row): string => `${budget}.run_id = ${run('id')} AND ${budget}.kind = 'RUN'`;

const totals = (run: Row, { scope }: Place): string => `(
  SELECT ${COUNTS}, coalesce(sum(j.estimate_micros), 0)::bigint AS estimated_micros,
    coalesce((SELECT b.reserved_micros FROM budget b WHERE ${isOwn('b', run)}${scope('b')}), 0) AS reserved_micros,
    coalesce((SELECT b.spent_micros + b.overrun_micros FROM budget b WHERE ${isOwn('b', run)}${scope('b')}), 0) AS spent_micros,
    (SELECT e.seconds_left FROM run_event e WHERE e.run_id = ${run('id')}${scope('e')} ORDER BY e.seq DESC LIMIT 1) AS seconds_left
  FROM job j WHERE j.run_id = ${run('id')}${scope('j')})`;

const oneOf =
  (filters: Readonly<Record<string, string>>): NonNullable<Paged['where']> =>
  (row, { args }) =>
    Object.entries(filters)
      .filter(([name]) => args.given('where', name))
      .map(([name, column]) => among(row(column), args, ['where', name]));

export const runFilter = oneOf({ productions: 'production', statuses: 'status' });

/** A line's totals are its own columns. */
const line = (fields: NonNullable<Table['fields']>): Table => ({ fields: { totals: embed(), ...fields } });

const run = toOne('run_id');
const job = toOne('job_id');
const asset = toOne('asset_id');
const jobKey = textFact('jobKey');
const attempt = wholeFact('attempt');

export const runEventTables: Tables = {
  RunEvent: {
    from: 'run_event',
    variants: {
      word: 'kind',
      types: {
        RUN_STARTED: 'RunStarted',
        JOB_STARTED: 'JobStarted',
        JOB_PROGRESSED: 'JobProgressed',
        JOB_FAILED: 'JobFailed',
        ASSET_MADE: 'AssetMade',
        ASSET_REUSED: 'AssetReused',
        JOB_FINISHED: 'JobFinished',
        PROVIDER_FELL_BACK: 'ProviderFellBack',
        PROVIDER_OVERRAN: 'ProviderOverran',
        BUDGET_LOW: 'BudgetLow',
        BUDGET_REACHED: 'BudgetReached',
        RUN_PAUSED: 'RunPaused',
        RUN_FINISHED: 'RunFinished',
      },
    },
  },
  RunStarted: line({ run }),
  JobStarted: line({ jobKey, attempt, provider: textFact('provider'), job }),
  JobProgressed: line({ jobKey, fraction: numberFact('fraction'), note: textFact('note'), job }),
  JobFailed: line({
    jobKey,
    attempt,
    error: failure((row) => objectIn(row('facts'), 'error')),
    willRetryAt: timeFact('willRetryAt'),
    job,
  }),
  AssetMade: line({ jobKey, provider: textFact('provider'), cost: moneyFact('costMicros'), asset }),
  AssetReused: line({ jobKey, saved: moneyFact('savedMicros'), asset }),
  JobFinished: line({ jobKey, job }),
  ProviderFellBack: line({ jobKey, from: textFact('from'), to: textFact('to'), reason: textFact('reason'), job }),
  ProviderOverran: line({
    jobKey,
    provider: textFact('provider'),
    ceiling: moneyFact('ceilingMicros'),
    billed: moneyFact('billedMicros'),
    job,
  }),
  BudgetLow: line({ left: moneyFact('leftMicros') }),
  BudgetReached: line({ cap: moneyFact('capMicros'), notDoneCount: wholeFact('notDoneCount') }),
  RunPaused: line({ run }),
  RunFinished: line({ run, status: wordFact('status', RUN_STATUSES) }),
};

export const runTables: Tables = {
  Run: {
    from: 'run',
    fields: {
      project: toOne('project_id'),
      lastSeq: sql(
        (row, { scope }) =>
          `coalesce((SELECT h.last_seq FROM run_log_head h WHERE h.run_id = ${row('id')}${scope('h')}), 0)`,
      ),
      events: page({
        on: (run, event, { args }) =>
          `${event('run_id')} = ${run('id')} AND ${event('seq')} > ${args.value(['afterSeq'], 'int')}`,
        orders: { default: { keys: [{ column: 'seq', type: 'int' }] } },
      }),
      subject: {
        kind: 'choice',
        word: (row) => row('subject_type'),
        id: (row) => row('subject_id'),
        types: { STRUCTURED_SCRIPT: 'StructuredScript', SHOT_LIST: 'ShotList', PRODUCTION_PLAN: 'ProductionPlan' },
      },
      leftOut: sql(
        (row) =>
          `ARRAY(SELECT o.name #>> '{}' FROM jsonb_path_query(${row('options')}, '$.leftOut[*]') WITH ORDINALITY o(name, ordinality)
            WHERE jsonb_typeof(o.name) = 'string' ORDER BY o.ordinality)`,
      ),
      budget: one((run, budget) => `${budget('run_id')} = ${run('id')} AND ${budget('kind')} = 'RUN'`),
      budgets: budgetsOfRun,
      costReport: costReport('RUN'),
      error: failure((row) => row('error')),
      totals: derived(totals),
      stages: list({
        from: (run, { scope }) =>
          `(SELECT j.stage, min(j.id::text) AS begun, ${COUNTS} FROM job j WHERE j.run_id = ${run('id')}${scope('j')} GROUP BY j.stage)`,
        order: (stage) => stage('begun'),
      }),
      jobs: page({
        on: (run, job) => `${job('run_id')} = ${run('id')}`,
        orders: { default: OLDEST },
        where: oneOf({ types: 'type', statuses: 'status', keys: 'key' }),
      }),
      outputs: page({ on: (run, asset) => `${asset('run_id')} = ${run('id')}`, orders: { default: OLDEST } }),
    },
  },
  RunTotals: {
    project: null,
    fields: {
      estimated: money('estimated_micros'),
      reserved: money('reserved_micros'),
      spent: money('spent_micros'),
    },
  },
  StageProgress: { project: null },
  RunEstimate: { made: true },
  JobError: {},
  Job: {
    from: 'job',
    fields: {
      run: toOne('run_id'),
      dependsOn: page({
        on: (job, input, { scope }) =>
          `${input('id')} IN (SELECT d.depends_on_id FROM job_dependency d WHERE d.job_id = ${job('id')}${scope('d')})`,
        orders: { default: OLDEST },
      }),
      reusedFrom: toOne('reused_from_id'),
      result: toOne('result_id'),
      estimate: money('estimate_micros'),
      cost: money('cost_micros'),
      slot: toOne('slot_id'),
      error: failure((row) => row('error')),
    },
  },
};
