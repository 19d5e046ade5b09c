import { connection } from './connection';
import { budgetsOf, costReport } from './cost';
import type { Row } from './memory';
import { RUN_EVENT_TYPES } from './run-event';
import { amountIn, link, money, type Resolvers, snake, typed } from './types';

const SUBJECTS: Readonly<Record<string, string>> = {
  STRUCTURED_SCRIPT: 'StructuredScript',
  SHOT_LIST: 'ShotList',
  PRODUCTION_PLAN: 'ProductionPlan',
};

const counts = (jobs: readonly Row[]) => {
  const having = (...statuses: string[]) => jobs.filter(({ status }) => statuses.includes(status)).length;
  return { jobs: jobs.length, done: having('COMPLETED', 'REUSED'), reused: having('REUSED'), failed: having('FAILED') };
};

/** The stages in the order in which their first jobs were made. */
function stages(jobs: readonly Row[]): object[] {
  const inOrder = [...jobs].sort((a, b) => (a.id < b.id ? -1 : 1));
  const names = [...new Set(inOrder.map(({ stage }) => stage))];
  return names.map((stage) => ({ stage, ...counts(jobs.filter((job) => job.stage === stage)) }));
}

export const runResolvers: Resolvers = {
  Run: {
    project: link('project', 'project_id'),
    subject: ({ subject_type, subject_id }, _, view) =>
      typed(SUBJECTS[subject_type] ?? '', view.one(snake(SUBJECTS[subject_type] ?? ''), { id: subject_id })),
    leftOut: ({ options }) => (options.leftOut ?? []).filter((name: unknown) => typeof name === 'string'),
    budget: ({ id }, _, view) => view.one('budget', { run_id: id, kind: 'RUN' }),
    budgets: budgetsOf('run_id'),
    costReport: costReport('run_id'),
    totals: ({ id }, _, view) => {
      const jobs = view.all('job', { run_id: id });
      const budget = view.one('budget', { run_id: id, kind: 'RUN' });
      const estimated = jobs.reduce((total, job) => total + job.estimate_micros, 0n);
      const { reserved_micros: reserved, spent_micros: spent = 0n, overrun_micros: overrun = 0n } = budget ?? {};
      const last = view.all('run_event', { run_id: id }).sort((a, b) => b.seq - a.seq)[0];
      return {
        ...counts(jobs),
        estimated: money(estimated),
        reserved: money(reserved ?? 0),
        spent: money(spent + overrun),
        secondsLeft: last?.seconds_left ?? null,
      };
    },
    stages: ({ id }, _, view) => stages(view.all('job', { run_id: id })),
    jobs: ({ id }, args, view, info) => {
      const { types = null, statuses = null, keys = null } = args.where ?? {};
      const jobs = view
        .all('job', { run_id: id })
        .filter((job) => types === null || types.includes(job.type))
        .filter((job) => statuses === null || statuses.includes(job.status))
        .filter((job) => keys === null || keys.includes(job.key));
      return connection(jobs, args, view, info);
    },
    lastSeq: ({ id }, _, view) => view.one('run_log_head', { run_id: id })?.last_seq ?? 0,
    events: ({ id }, args, view, info) => {
      const lines = view.all('run_event', { run_id: id }).filter(({ seq }) => seq > args.afterSeq);
      const events = lines.map((line) => ({ ...line, __typename: RUN_EVENT_TYPES[line.kind] }));
      return connection(events, args, view, info, { keys: (row) => [row.seq] });
    },
    outputs: ({ id }, args, view, info) => connection(view.all('asset', { run_id: id }), args, view, info),
  },
  Job: {
    run: link('run', 'run_id'),
    dependsOn: ({ id }, args, view, info) => {
      const inputs = view.all('job_dependency', { job_id: id }).map((dependency) => dependency.depends_on_id);
      const jobs = view.all('job').filter((job) => inputs.includes(job.id));
      return connection(jobs, args, view, info);
    },
    slot: link('slot', 'slot_id'),
    reusedFrom: link('asset', 'reused_from_id'),
    result: link('asset', 'result_id'),
    estimate: amountIn('estimate_micros'),
    cost: amountIn('cost_micros'),
  },
};
