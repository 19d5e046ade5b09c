import type { Row } from './memory';
import { link, money, type Resolve, type Resolvers } from './types';

export const RUN_EVENT_TYPES: Record<string, string> = {
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
};

/** What graphql-js cannot say as the field's type is an error there; here strange numbers and words are just not there. */
const fact =
  (name: string): Resolve =>
  ({ facts }) =>
    facts[name];
/** One of the words of the field's enum. */
export const wordFact =
  (name: string): Resolve =>
  ({ facts }, _, __, { schema, parentType }) => {
    const type = parentType.getFields()[name]?.type;
    const words = schema.getType(String(type).replace('!', ''));
    return words && 'getValue' in words && words.getValue(facts[name]) ? facts[name] : null;
  };
const numberFact =
  (name: string): Resolve =>
  ({ facts }) =>
    typeof facts[name] === 'number' ? facts[name] : null;
const moneyFact =
  (name: string): Resolve =>
  ({ facts }) =>
    /^-?\d{1,18}$/.test(String(facts[name])) ? money(BigInt(facts[name])) : null;
const isTime = (value: unknown): boolean =>
  typeof value === 'string' &&
  !/[\s"]/.test(value) &&
  /T.*(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const totals: Resolve = (line: Row) => ({
  ...line,
  estimated: money(line.estimated_micros),
  reserved: money(line.reserved_micros),
  spent: money(line.spent_micros),
});

const jobKey = fact('jobKey');
const attempt = numberFact('attempt');
const job = link('job', 'job_id');
const asset = link('asset', 'asset_id');
const run = link('run', 'run_id');

/** A failure whose code is none is shown without one. */
const error: Resolve = ({ facts }, _, __, { schema }) => {
  const codes = schema.getType('JobErrorCode');
  const known = codes && 'getValue' in codes && codes.getValue(facts.error?.code);
  return facts.error && { ...facts.error, code: known ? facts.error.code : null };
};

export const runEventResolvers: Resolvers = {
  RunStarted: { totals, run },
  JobStarted: { totals, jobKey, attempt, provider: fact('provider'), job },
  JobProgressed: { totals, jobKey, fraction: numberFact('fraction'), note: fact('note'), job },
  JobFailed: {
    totals,
    jobKey,
    attempt,
    error,
    willRetryAt: ({ facts }) => (isTime(facts.willRetryAt) ? facts.willRetryAt : null),
    job,
  },
  AssetMade: { totals, jobKey, provider: fact('provider'), cost: moneyFact('costMicros'), asset },
  AssetReused: { totals, jobKey, saved: moneyFact('savedMicros'), asset },
  JobFinished: { totals, jobKey, job },
  ProviderFellBack: { totals, jobKey, from: fact('from'), to: fact('to'), reason: fact('reason'), job },
  ProviderOverran: {
    totals,
    jobKey,
    provider: fact('provider'),
    ceiling: moneyFact('ceilingMicros'),
    billed: moneyFact('billedMicros'),
    job,
  },
  BudgetLow: { totals, left: moneyFact('leftMicros') },
  BudgetReached: { totals, cap: moneyFact('capMicros'), notDoneCount: numberFact('notDoneCount') },
  RunPaused: { totals, run },
  RunFinished: { totals, run, status: wordFact('status') },
};
