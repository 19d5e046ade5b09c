import { readdir } from 'node:fs/promises';
import { toSha256 } from '../../src/storage/storage';
import { CEILING_MICROS, type Work } from './runs-stub';
import { filmOf, type Picture, type World } from './runs-world';

/** Each answers a row for every fault. `$1`: the runs that are looked at. */
const FAULTS: Readonly<Record<string, string>> = {
  'I1 a job of a run that is over is not': `SELECT j.key, j.status, r.status AS run FROM job j JOIN run r ON r.id = j.run_id
    WHERE r.id = ANY($1) AND r.status IN ('SUCCEEDED', 'PARTIAL', 'FAILED') AND j.status NOT IN ('COMPLETED', 'REUSED', 'FAILED')`,
  'I1 a run is not over': `SELECT id, status FROM run WHERE id = ANY($1) AND status NOT IN ('SUCCEEDED', 'PARTIAL', 'FAILED')`,
  'I1 a workflow is left': `SELECT workflow_uuid, status FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED') AND $1::uuid[] IS NOT NULL`,
  'I1 a failure has no reason': `SELECT key FROM job WHERE run_id = ANY($1) AND status = 'FAILED' AND (error->>'code' IS NULL OR error->>'message' = '')`,
  'I2 a wish was made twice': `SELECT wish_hash, count(*) FROM asset WHERE cost_micros > 0 AND $1::uuid[] IS NOT NULL
    GROUP BY project_id, wish_hash HAVING count(*) > 1`,
  'I2 an asset has not one settled charge': `SELECT a.id, count(c.id) FROM asset a LEFT JOIN charge c ON c.asset_id = a.id AND c.status = 'SETTLED'
    WHERE a.run_id = ANY($1) AND a.cost_micros > 0 GROUP BY a.id HAVING count(c.id) <> 1`,
  'I4 a charge is left open': `SELECT id, status, provider FROM charge WHERE run_id = ANY($1) AND status IN ('RESERVED', 'OVERDUE')`,
  'I4 a budget is not its charges': `SELECT b.kind, b.label, b.reserved_micros, b.spent_micros, b.overrun_micros, s.* FROM budget b, LATERAL (
      SELECT coalesce(sum(c.ceiling_micros) FILTER (WHERE c.status IN ('RESERVED', 'OVERDUE')), 0) AS reserved,
        coalesce(sum(least(c.actual_micros, c.ceiling_micros)) FILTER (WHERE c.actual_micros IS NOT NULL), 0) AS spent,
        coalesce(sum(greatest(c.actual_micros - c.ceiling_micros, 0)), 0) AS overrun FROM charge c WHERE b.id = ANY(c.budget_ids)
    ) s WHERE (b.run_id = ANY($1) OR b.run_id IS NULL)
      AND (b.reserved_micros, b.spent_micros, b.overrun_micros) IS DISTINCT FROM (s.reserved, s.spent, s.overrun)`,
  'I4 what the log tells is not the budget': `SELECT b.run_id, b.reserved_micros, h.reserved_micros AS told_reserved, b.spent_micros + b.overrun_micros AS spent,
      h.spent_micros AS told_spent FROM budget b JOIN run_log_head h ON h.run_id = b.run_id
    WHERE b.run_id = ANY($1) AND b.kind = 'RUN' AND (b.reserved_micros <> h.reserved_micros OR b.spent_micros + b.overrun_micros <> h.spent_micros)`,
  'I4 what the jobs cost is not what was paid for them': `SELECT * FROM (
      SELECT (SELECT sum(cost_micros) FROM job) AS cost, (SELECT coalesce(sum(c.actual_micros), 0) FROM charge c
        WHERE c.asset_id IN (SELECT result_id FROM job WHERE status = 'COMPLETED')) AS paid) s
    WHERE cost <> paid AND $1::uuid[] IS NOT NULL`,
  'I5 a run has other totals than its jobs': `SELECT h.run_id, h.done, h.failed, s.* FROM run_log_head h, LATERAL (
      SELECT count(*) FILTER (WHERE status IN ('COMPLETED', 'REUSED')) AS jobs_done, count(*) FILTER (WHERE status = 'FAILED') AS jobs_failed
      FROM job WHERE run_id = h.run_id) s WHERE h.run_id = ANY($1) AND (h.done, h.failed) IS DISTINCT FROM (s.jobs_done::int, s.jobs_failed::int)`,
  'I5 a line ended a job twice': `SELECT run_id, job_id, count(*) FROM run_event WHERE run_id = ANY($1)
      AND kind IN ('ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED') GROUP BY run_id, job_id HAVING count(*) > 1`,
  'I7 a log has gaps': `SELECT run_id, min(seq), max(seq), count(*) FROM run_event WHERE run_id = ANY($1) GROUP BY run_id
    HAVING min(seq) <> 1 OR max(seq) <> count(*)`,
  'I7 a log does not end with the end': `SELECT e.run_id, e.kind FROM run_event e JOIN run_log_head h ON h.run_id = e.run_id AND h.last_seq = e.seq
    WHERE e.run_id = ANY($1) AND e.kind <> 'RUN_FINISHED'`,
  'I7 an asset is not told of': `SELECT j.key FROM job j WHERE j.run_id = ANY($1) AND j.status = 'COMPLETED' AND j.result_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM run_event e WHERE e.run_id = j.run_id AND e.kind = 'ASSET_MADE' AND e.asset_id = j.result_id)`,
  'I2 a lost call is not shown': `SELECT c.id FROM charge c WHERE c.run_id = ANY($1) AND c.status = 'LOST' AND c.failure->>'code' IS DISTINCT FROM 'LOST'
      AND c.failure->>'code' NOT IN ('TIMED_OUT', 'TRANSIENT')
    UNION ALL SELECT c.id FROM charge c WHERE c.run_id = ANY($1) AND c.status = 'LOST' AND NOT EXISTS (
      SELECT 1 FROM run_event e WHERE e.run_id = c.run_id AND e.kind = 'JOB_FAILED' AND e.facts->'error'->>'code' = c.failure->>'code')`,
  'I9 a refusal says what is nobody’s business': `SELECT facts FROM run_event WHERE run_id = ANY($1)
    AND facts::text ~ '(\\\\n\\s+at |node_modules|SELECT |UPDATE |/tmp/|workprint-[0-9a-f]{8})'`,
};

export interface Checked {
  readonly runIds: readonly string[];
  /** What an undisturbed run makes; null where a run may end without its film. */
  readonly made: readonly Picture[] | null;
}

/** What is broken of I1 to I10, a sentence each; nothing is what we want. To be asked when the engines are at rest. */
export async function brokenPromises(world: World, { runIds, made }: Checked): Promise<string[]> {
  const { hall } = world;
  const broken: string[] = [];
  for (const [fault, sql] of Object.entries(FAULTS)) {
    const rows = await hall.store.query<object[]>(sql, [runIds]);
    broken.push(...rows.slice(0, 5).map((row) => `${fault}: ${JSON.stringify(row)}`));
  }
  broken.push(...(await brokenBlobs(world)), ...(await brokenBills(world)));
  if (made) broken.push(...(await brokenFilms(world, runIds, filmOf(made))));
  return broken;
}

/** Every asset's bytes are there and whole, and there are no others. */
async function brokenBlobs({ hall }: World): Promise<string[]> {
  const { storage, store, dataDir } = hall;
  const rows = await store.query<{ sha256: string; bytes: string }[]>('SELECT DISTINCT sha256, bytes FROM asset');
  const broken: string[] = [];
  for (const { sha256, bytes } of rows) {
    await storage.verify(toSha256(sha256)).catch((error) => broken.push(`I3 ${error.message}`));
    const info = await storage.head(toSha256(sha256));
    if (info?.bytes !== Number(bytes)) broken.push(`I3 ${sha256} has ${info?.bytes} bytes and not ${bytes}`);
  }
  const evidence = await store.query<{ sha256: string }[]>(
    'SELECT evidence_sha256 AS sha256 FROM charge WHERE evidence_sha256 IS NOT NULL',
  );
  const known = new Set([...rows, ...evidence].map(({ sha256 }) => sha256));
  for await (const { sha256 } of storage.list())
    if (!known.has(sha256)) broken.push(`I3 the blob ${sha256} has no row`);
  await storage.sweep(0, Date.now());
  const strays = (await readdir(dataDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/^[0-9a-f]{64}$/.test(entry.name))
    .map(({ name }) => name);
  return [...broken, ...strays.map((name) => `I3 ${name} was left`)];
}

interface Charge {
  readonly id: string;
  readonly status: string;
  readonly actual: string | null;
}

/** Our ledger and the suppliers': every work is paid by the charge that ordered it, at its price, or lost. */
async function brokenBills({ hall, stub }: World): Promise<string[]> {
  const charges = await hall.store.query<Charge[]>('SELECT id, status, actual_micros AS actual FROM charge');
  const works = new Map<string, Work[]>();
  for (const work of stub.works) {
    const chargeId = work.key.slice('workprint-'.length, 'workprint-'.length + 36);
    works.set(chargeId, [...(works.get(chargeId) ?? []), work]);
  }
  const unknown = [...works.keys()].filter((id) => !charges.some((charge) => charge.id === id));
  return [
    ...unknown.map((id) => `I4 work was done for the charge ${id}, which is not there`),
    ...charges.flatMap((charge) => wrongBill(charge, works.get(charge.id) ?? [])),
  ];
}

function wrongBill({ id, status, actual }: Charge, works: readonly Work[]): string[] {
  const billed = works.reduce((sum, { billedMicros }) => sum + billedMicros, 0);
  const what = `the charge ${id} (${works.map(({ vendor, prompt }) => `${vendor}, ${prompt}`).join('; ')})`;
  if (status === 'LOST') return billed <= CEILING_MICROS ? [] : [`I4 ${what} is lost and billed ${billed}`];
  if (works.filter(({ billedMicros }) => billedMicros > 0).length > 1) return [`I2 ${what} was done twice`];
  const paid = Number(actual ?? 0);
  return paid === billed ? [] : [`I4 ${what} is ${status} at ${paid}, and ${billed} was billed`];
}

async function brokenFilms({ hall }: World, runIds: readonly string[], expected: string): Promise<string[]> {
  const films = await hall.store.query<{ sha256: string | null }[]>(
    `SELECT a.sha256 FROM job j LEFT JOIN asset a ON a.id = j.result_id WHERE j.run_id = ANY($1) AND j.type = 'RENDER_FILM'`,
    [runIds],
  );
  return films
    .filter(({ sha256 }) => sha256 !== expected)
    .map(({ sha256 }) => `I6 the film is ${sha256} and not ${expected}`);
}

const LEFT_OPEN = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND state LIKE 'idle in transaction%'`;
const REST_MS = 10_000;

/** I10: nobody who was killed holds anything any more. */
export async function brokenRest({ hall }: World): Promise<string[]> {
  const deadlineMs = Date.now() + REST_MS;
  let left = 0;
  await hall.until(async () => {
    [{ count: left }] = await hall.store.query(LEFT_OPEN);
    return left === 0 || Date.now() > deadlineMs;
  });
  return left === 0 ? [] : [`I10 ${left} transactions are left open`];
}
