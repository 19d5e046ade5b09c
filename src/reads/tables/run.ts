import type { Field, Paged, Row, Tables } from '../table';
import { derived, embed, list, money, OLDEST, one, page, toOne } from '../table';

/** A failure kept as JSON; its code is checked by the table, so it may be written unescaped. */
const failure: Field = embed(
  {
    code: (row) => `(${row('error')}->>'code')`,
    message: (row) => `(${row('error')}->>'message')`,
    provider: (row) => `(${row('error')}->>'provider')`,
    retryable: (row) => `(${row('error')}->>'retryable')::boolean`,
    remedy: (row) => `(${row('error')}->>'remedy')`,
  },
  (row) => `${row('error')} IS NOT NULL`,
);

const COUNTS = `count(*) AS jobs,
  count(*) FILTER (WHERE j.status IN ('COMPLETED', 'REUSED')) AS done,
  count(*) FILTER (WHERE j.status = 'REUSED') AS reused,
  count(*) FILTER (WHERE j.status = 'FAILED') AS failed`;

const totals = (run: Row, wall: string, budgetWall: string): string => `(
  SELECT ${COUNTS}, coalesce(sum(j.estimate_micros), 0)::bigint AS estimated_micros,
    coalesce((SELECT b.reserved_micros FROM budget b WHERE b.run_id = ${run('id')}${budgetWall}), 0) AS reserved_micros,
    coalesce((SELECT b.spent_micros FROM budget b WHERE b.run_id = ${run('id')}${budgetWall}), 0) AS spent_micros
  FROM job j WHERE j.run_id = ${run('id')}${wall})`;

const oneOf =
  (filters: Readonly<Record<string, string>>): NonNullable<Paged['where']> =>
  (row, { args }) =>
    Object.entries(filters)
      .filter(([name]) => args.given('where', name))
      .map(([name, column]) => `${row(column)} = ANY(${args.value(['where', name], 'text[]')})`);

export const runFilter = oneOf({ productions: 'production', statuses: 'status' });

export const runTables: Tables = {
  Run: {
    from: 'run',
    fields: {
      project: toOne('project_id'),
      subject: {
        kind: 'choice',
        word: (row) => row('subject_type'),
        id: (row) => row('subject_id'),
        types: { STRUCTURED_SCRIPT: 'StructuredScript', SHOT_LIST: 'ShotList' },
      },
      budget: one((run, budget) => `${budget('run_id')} = ${run('id')}`),
      error: failure,
      totals: derived((run, { scope }) => totals(run, scope('j'), scope('b'))),
      stages: list({
        from: (run, { scope }) =>
          `(SELECT j.stage, min(j.id::text) AS begun, ${COUNTS} FROM job j WHERE j.run_id = ${run('id')}${scope('j')} GROUP BY j.stage)`,
        order: (stage) => stage('begun'),
      }),
      jobs: page({
        on: (run, job) => `${job('run_id')} = ${run('id')}`,
        orders: { default: OLDEST },
        where: oneOf({ types: 'type', statuses: 'status' }),
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
      error: failure,
    },
  },
};
