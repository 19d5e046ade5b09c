import { Random } from '../reads/random';
import { ReviewRoom, rowId } from './review-room';

const CLIENTS = 50;
const CALLS_EACH = 5;
const ASSETS = 200;
const SEED = 20_261_121;

let room: ReviewRoom;
beforeAll(async () => {
  room = await ReviewRoom.open({ DATABASE_POOL: '12' });
});
afterAll(() => room.close());

type Status = 'DRAFT' | 'REVIEW' | 'APPROVED' | 'REJECTED';
type Deed = 'approve' | 'reject' | 'reopen' | 'regenerate';

/** What each decision leads through, said a second time. */
const PATHS: Record<Exclude<Deed, 'regenerate'>, Partial<Record<Status, Status[]>>> = {
  approve: { DRAFT: ['REVIEW', 'APPROVED'], REVIEW: ['APPROVED'] },
  reject: { DRAFT: ['REJECTED'], REVIEW: ['REJECTED'] },
  reopen: { APPROVED: ['REVIEW'] },
};

interface Call {
  readonly deed: Deed;
  readonly ids: readonly string[];
  /** The note or reason: how the audit tells whose rows these are. */
  readonly tag: string;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly isAccepted: boolean;
}

interface Answer {
  done: { changedCount?: number; run?: object | null; userErrors: { code: string }[] };
}

const INPUTS: Record<Deed, (tag: string) => object> = {
  approve: (note) => ({ note }),
  reject: (reason) => ({ reason }),
  reopen: (note) => ({ note }),
  regenerate: (idempotencyKey) => ({ idempotencyKey, style: idempotencyKey }),
};

async function call(deed: Deed, ids: readonly string[], tag: string): Promise<Call> {
  const title = `${deed[0]?.toUpperCase()}${deed.slice(1)}`;
  const made = deed === 'regenerate' ? 'run { id }' : 'changedCount';
  const sentAt = performance.now();
  const { data, errors } = await room.server.query<Answer>(
    `mutation($i: ${title}AssetsInput!) { done: ${deed}Assets(input: $i) { ${made} userErrors { code } } }`,
    { i: { selection: { ids }, ...INPUTS[deed](tag) } },
  );
  const answeredAt = performance.now();
  if (errors) throw new Error(`${deed} failed: ${JSON.stringify(errors)}`);
  const isAccepted = data.done.userErrors.length === 0;
  if (isAccepted && deed !== 'regenerate') expect(data.done.changedCount).toBe(ids.length);
  if (!isAccepted) expect(data.done.userErrors).toEqual([{ code: 'ILLEGAL_TRANSITION' }]);
  return { deed, ids: ids.map(rowId).sort(), tag, sentAt, answeredAt, isAccepted };
}

/** Who rejects takes one: what was sent back stays so, and nothing would be left to decide. */
const DEEDS: [Deed, number][] = [
  ['approve', 8],
  ['approve', 3],
  ['reopen', 3],
  ['reopen', 1],
  ['reject', 1],
  ['regenerate', 6],
  ['regenerate', 2],
];

async function client(number: number, assets: readonly string[]): Promise<Call[]> {
  const random = new Random(SEED + number);
  const calls: Call[] = [];
  while (calls.length < CALLS_EACH) {
    const [deed, most] = random.pick(DEEDS);
    const ids = random.shuffled(assets).slice(0, 1 + random.below(most));
    calls.push(await call(deed, ids, `client ${number}, call ${calls.length}`));
  }
  return calls;
}

interface Entry {
  assetId: string;
  fromStatus: Status | null;
  toStatus: Status;
  reason: string | null;
}

/** The rows that a decision writes where the assets stand so; null where it may not be made. */
function rowsOf({ deed, ids, tag }: Call, states: ReadonlyMap<string, Status>): Entry[] | null {
  if (deed === 'regenerate') return [];
  const paths = ids.map((id) => PATHS[deed][states.get(id) ?? 'REJECTED']);
  if (paths.includes(undefined)) return null;
  return ids.flatMap((assetId, index) =>
    (paths[index] ?? []).map((toStatus, step, path) => {
      const fromStatus = path[step - 1] ?? states.get(assetId) ?? null;
      return { assetId, fromStatus, toStatus, reason: step === path.length - 1 ? tag : null };
    }),
  );
}

interface Serial {
  /** Accepted decisions in the order of the audit. */
  readonly order: readonly Call[];
  /** How all assets stood before the first of them, and after each. */
  readonly states: readonly ReadonlyMap<string, Status>[];
}

/** The audit read as one decision after the other; throws where the rows of one are not whole and together. */
function replayed(entries: readonly Entry[], accepted: readonly Call[], born: ReadonlyMap<string, Status>): Serial {
  const byTag = new Map(accepted.map((one) => [one.tag, one]));
  const order: Call[] = [];
  const states = [born];
  for (let at = 0; at < entries.length; ) {
    const tag = entries.slice(at).find(({ reason }) => reason !== null)?.reason ?? '';
    const decision = byTag.get(tag);
    const now = new Map(states.at(-1));
    const rows = decision && rowsOf(decision, now);
    if (!decision || !rows)
      throw new Error(`Entry ${at} is of no decision that was accepted and may be made there: ${tag}`);
    expect(entries.slice(at, at + rows.length)).toEqual(rows);
    for (const { assetId, toStatus } of rows) now.set(assetId, toStatus);
    byTag.delete(tag);
    order.push(decision);
    states.push(now);
    at += rows.length;
  }
  expect([...byTag.keys()]).toEqual([]);
  return { order, states };
}

/** Who was answered before another asked comes before it. */
function assertInTime({ order }: Serial): void {
  for (const [index, later] of order.entries())
    for (const earlier of order.slice(0, index)) expect(later.answeredAt).toBeGreaterThan(earlier.sentAt);
}

/** A refusal is right at some moment between its asking and its answer. */
function isExplained(refused: Call, { order, states }: Serial): boolean {
  const first = order.findLastIndex(({ answeredAt }) => answeredAt < refused.sentAt) + 1;
  const next = order.findIndex(({ sentAt }) => sentAt > refused.answeredAt);
  const moments = states.slice(first, next < 0 ? undefined : next + 1);
  return moments.some((moment) => rowsOf(refused, moment) === null);
}

const countOf = (calls: readonly Call[], id: string) => calls.filter(({ ids }) => ids.includes(id)).length;

test('fifty clients who approve, send back and regenerate the same 200 assets at once are explained by one order', async () => {
  const script = await room.script(ASSETS);
  const assets = await room.takes(script, 'picture');
  const begun = performance.now();
  const calls = (await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n, assets)))).flat();
  const seconds = (performance.now() - begun) / 1000;
  const accepted = calls.filter(({ isAccepted }) => isAccepted);
  const refused = calls.filter(({ isAccepted }) => !isAccepted);
  const decisions = accepted.filter(({ deed }) => deed !== 'regenerate');
  const regenerations = accepted.filter(({ deed }) => deed === 'regenerate');
  console.log(
    `${calls.length} calls in ${seconds.toFixed(1)} s: ${decisions.length} decisions, ${regenerations.length} regenerations, ${refused.length} refusals`,
  );
  for (const group of [decisions, regenerations, refused]) expect(group.length).toBeGreaterThan(20);
  expect(refused.filter(({ deed }) => deed === 'regenerate')).toEqual([]);

  const entries: Entry[] = await room.studio.store.query(
    `SELECT asset_id AS "assetId", from_status AS "fromStatus", to_status AS "toStatus", reason FROM audit_entry
     WHERE project_id = $1 AND seq > $2 ORDER BY seq`,
    [rowId(room.projectId), ASSETS],
  );
  const born = new Map(assets.map((id) => [rowId(id), 'DRAFT' as const]));
  const serial = replayed(entries, decisions, born);
  assertInTime(serial);
  expect(refused.filter((one) => !isExplained(one, serial))).toEqual([]);

  const rows: { id: string; status: Status; lockVersion: number; variation: number }[] = await room.studio.store.query(
    `SELECT a.id, a.status, a.lock_version AS "lockVersion", s.variation FROM asset a JOIN slot s ON s.id = a.slot_id ORDER BY a.id`,
  );
  expect(rows).toEqual(
    [...born.keys()].sort().map((id) => ({
      ...{ id, status: serial.states.at(-1)?.get(id) },
      ...{ lockVersion: 1 + countOf(decisions, id), variation: countOf(regenerations, id) },
    })),
  );
  expect(room.server.logged.filter((line) => /deadlock|a resolver failed|a request failed/.test(line))).toEqual([]);
}, 120_000);

interface Verdict {
  verifyAudit: { ok: boolean; entries: number; brokenSeq: number | null; firstBroken: object | null };
}
const verdict = (token?: string) =>
  room.server.query<Verdict>(
    `query($id: ID!) { verifyAudit(projectId: $id) { ok entries brokenSeq firstBroken { seq actor asset { take } } problem } }`,
    { id: room.projectId },
    token,
  );

test('the audit of it is whole, and the entry that somebody changes is shown', async () => {
  const { entries, ...whole } = (await verdict()).data.verifyAudit;
  expect(entries).toBeGreaterThan(ASSETS);
  expect(whole).toEqual({ ok: true, brokenSeq: null, firstBroken: null, problem: null });
  await room.studio.store.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    await manager.query("UPDATE audit_entry SET actor = 'Mallory' WHERE seq = 217");
  });
  expect((await verdict()).data.verifyAudit).toMatchObject({
    ...{ ok: false, entries, brokenSeq: 217, problem: expect.any(String) },
    firstBroken: { seq: 217, actor: 'Mallory', asset: { take: 1 } },
  });
});

test('whoever may not see a project is not told how its audit is', async () => {
  const { data } = await room.server.query<{ createToken: { token: string } }>(
    'mutation($i: CreateTokenInput!) { createToken(input: $i) { token } }',
    { i: { name: 'stranger', role: 'VIEWER', projectIds: [await room.project('elsewhere')] } },
  );
  expect((await verdict(data.createToken.token)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
});
