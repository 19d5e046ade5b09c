import { buffer } from 'node:stream/consumers';
import { cancelRun } from '../../../src/pipeline/runner/cancel-run.verb';
import type { Engine } from '../../../src/pipeline/runner/engine.tool';
import { placeOrder } from '../../../src/pipeline/runner/place-order.verb';
import { SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import { lockJob } from '../../../src/pipeline/runner/take-in-hand.verb';
import { housed, type Vendor } from '../../../src/pipeline/runner/vendor';
import { Secrets } from '../../../src/providers/secrets';
import type { Sha256 } from '../../../src/storage/storage';
import { asking, deliveryOf, gate, openHall, pictureJob, type TestHall } from '../../support/hall';
import { mia, Runs } from '../../support/runs';
import { AT_ONCE, calling, pictureOf, queueing } from '../../support/vendors';

let hall: TestHall;
let runs: Runs;
let engine: Engine | null = null;

beforeAll(async () => {
  hall = await openHall();
  runs = new Runs(hall);
  await hall.goLive();
});
beforeEach(() => hall.store.query('DELETE FROM supplier_state'));
afterEach(() => close());
afterAll(() => hall.close());

async function open(...vendors: Vendor[]): Promise<void> {
  engine = await hall.open(asking(vendors), { retry: AT_ONCE, tidyMs: 20 });
}

async function close(): Promise<void> {
  await engine?.close();
  engine = null;
}

/** A run of one picture each, to its end. */
async function drawn(...prompts: string[]): Promise<string> {
  const runId = await begun(...prompts);
  await hall.over(runId);
  return runId;
}

async function begun(...prompts: string[]): Promise<string> {
  const slots = await Promise.all(prompts.map((prompt) => hall.slot(prompt)));
  return runs.start(slots.map((slot, index) => pictureJob(prompts[index] ?? '', slot)));
}

const jobsOf = (runId: string) =>
  hall.store.query<
    { key: string; status: string; attempts: number; provider: string; error: { code: string } | null }[]
  >('SELECT key, status, attempts, provider, error FROM job WHERE run_id = $1 ORDER BY id', [runId]);
const linesOf = (runId: string, kind: string) =>
  hall.store
    .query<{ facts: Record<string, unknown> }[]>(
      'SELECT facts FROM run_event WHERE run_id = $1 AND kind = $2 ORDER BY seq',
      [runId, kind],
    )
    .then((rows) => rows.map(({ facts }) => facts));
const chargesOf = (runId: string) =>
  hall.store.query<
    { status: string; provider: string; actual: string | null; asset: boolean; evidence: string | null }[]
  >(
    `SELECT status, provider, actual_micros AS actual, asset_id IS NOT NULL AS asset, evidence_sha256 AS evidence
     FROM charge WHERE run_id = $1 ORDER BY reserved_at`,
    [runId],
  );
const moneyOf = async (runId: string) => {
  const [row] = await hall.store.query(
    `SELECT b.reserved_micros AS reserved, b.spent_micros AS spent, b.overrun_micros AS overrun,
       h.reserved_micros AS "toldReserved", h.spent_micros AS "toldSpent"
     FROM budget b JOIN run_log_head h ON h.run_id = b.run_id WHERE b.run_id = $1 AND b.kind = 'RUN'`,
    [runId],
  );
  const told = { reserved: Number(row.toldReserved), spent: Number(row.toldSpent) };
  expect(told).toEqual({ reserved: Number(row.reserved), spent: Number(row.spent) + Number(row.overrun) });
  return { ...told, overrun: Number(row.overrun) };
};

const failing = (code: ConstructorParameters<typeof SupplierFailed>[0]['code'], retryAfterSeconds?: number) =>
  new SupplierFailed({ code, message: `It is ${code}.`, retryAfterSeconds, billed: 'NOTHING' });

test('a supplier that asks for patience is given it, and what it makes then is paid for once', async () => {
  const keys: string[] = [];
  await open(
    calling(async ({ wish }, { idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (keys.length < 3) throw failing('RATE_LIMITED', 0.05);
      return pictureOf(wish.prompt ?? '', 70);
    }),
  );
  const runId = await drawn('patience');
  expect(await jobsOf(runId)).toMatchObject([{ status: 'COMPLETED', attempts: 3 }]);
  expect(new Set(keys).size).toBe(3); // one that answers a key as it did before would refuse for ever
  const failures = await linesOf(runId, 'JOB_FAILED');
  expect(failures).toMatchObject([
    { jobKey: 'patience', attempt: 1, error: { code: 'RATE_LIMITED' } },
    { attempt: 2, error: { code: 'RATE_LIMITED' } },
  ]);
  expect(failures.every(({ willRetryAt }) => typeof willRetryAt === 'string')).toBe(true);
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '70', asset: true }]);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 70, overrun: 0 });
});

test('after three failures the next supplier is asked, and the log says who took over and why', async () => {
  let asked = 0;
  const first = calling(async () => {
    asked += 1;
    throw failing('TRANSIENT');
  });
  const second = calling(async ({ wish }) => pictureOf(wish.prompt ?? '', 10), { name: 'other', source: 'other' });
  await open(first, second);
  const runId = await drawn('elsewhere');
  expect(asked).toBe(3);
  expect(await jobsOf(runId)).toMatchObject([{ status: 'COMPLETED', provider: 'other' }]);
  expect(await linesOf(runId, 'PROVIDER_FELL_BACK')).toEqual([
    { jobKey: 'elsewhere', from: 'outside', to: 'other', reason: 'It is TRANSIENT.' },
  ]);
  expect(await chargesOf(runId)).toMatchObject([
    { status: 'RELEASED', provider: 'outside', actual: null },
    { status: 'SETTLED', provider: 'other', actual: '10' },
  ]);
  const [{ source }] = await hall.store.query('SELECT source FROM asset WHERE run_id = $1', [runId]);
  expect(source).toBe('other');
});

test('a LIVE project is never served by who only stands in', async () => {
  let stoodIn = 0;
  const standIn = housed({ name: 'offline', model: '1', atOnce: 1 }, async () => {
    stoodIn += 1;
    return deliveryOf('a placeholder');
  });
  await open(
    calling(async () => {
      throw failing('UNAUTHORISED');
    }),
    standIn,
  );
  const runId = await drawn('no stand-in');
  expect(stoodIn).toBe(0);
  expect(await jobsOf(runId)).toMatchObject([{ status: 'FAILED', error: { code: 'UNAUTHORISED' } }]);
});

test('what a supplier refuses is neither asked again nor asked elsewhere', async () => {
  const asked: string[] = [];
  const refusing = (name: string) =>
    calling(
      async () => {
        asked.push(name);
        throw failing('REFUSED');
      },
      { name },
    );
  await open(refusing('outside'), refusing('other'));
  const runId = await drawn('forbidden');
  expect(asked).toEqual(['outside']);
  expect(await jobsOf(runId)).toMatchObject([{ status: 'FAILED', attempts: 1, error: { code: 'REFUSED' } }]);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 0, overrun: 0 });
});

test('a supplier that hangs is cut off at its stated time, though it heeds no signal', async () => {
  await open(
    calling(() => new Promise(() => undefined), { timeoutSeconds: 0.05 }),
    calling(async ({ wish }) => pictureOf(wish.prompt ?? ''), { name: 'other' }),
  );
  const runId = await drawn('hangs');
  expect(await jobsOf(runId)).toMatchObject([{ status: 'COMPLETED', provider: 'other' }]);
  // Nobody knows what it bills for two calls that it may have heard; a third is not risked.
  expect((await chargesOf(runId)).map(({ status }) => status)).toEqual(['LOST', 'LOST', 'SETTLED']);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 200, overrun: 0 });
});

test.each([
  ['of another kind', { ...pictureOf('x', 30), mimeType: 'audio/wav' }],
  ['that breaks off', { ...pictureOf('x', 30), media: (pictureOf('x').media as Buffer).subarray(0, 60) }],
  ['that are no picture at all', { ...pictureOf('x', 30), media: Buffer.from('<html>Bad gateway</html>') }],
])('bytes %s are a failure, paid for and kept to be looked at', async (name, delivery) => {
  await open(calling(async () => delivery));
  const runId = await drawn(name);
  expect(await jobsOf(runId)).toMatchObject([{ status: 'FAILED', attempts: 3, error: { code: 'BAD_REPLY' } }]);
  const charges = await chargesOf(runId);
  expect(charges).toMatchObject(Array(3).fill({ status: 'SETTLED', actual: '30', asset: false }));
  const { evidence } = charges[0] ?? {};
  const kept = evidence ? await hall.storage.open(evidence as Sha256) : null;
  expect(kept && Buffer.compare(await buffer(kept), delivery.media as Buffer)).toBe(0);
});

test('a supplier that failed five times in a row is left alone, by every run', async () => {
  let asked = 0;
  const first = calling(async () => {
    asked += 1;
    throw failing('TRANSIENT');
  });
  await open(
    first,
    calling(async ({ wish }) => pictureOf(wish.prompt ?? ''), { name: 'other' }),
  );
  await drawn('down 1');
  await drawn('down 2');
  expect(asked).toBe(5);
  const runId = await drawn('down 3');
  expect(asked).toBe(5);
  expect(await linesOf(runId, 'PROVIDER_FELL_BACK')).toMatchObject([{ from: 'outside', to: 'other' }]);
});

test('the rate that a supplier allows is kept to by all together', async () => {
  const atMs: number[] = [];
  await open(
    calling(
      async ({ wish }) => {
        atMs.push(performance.now());
        return pictureOf(wish.prompt ?? '');
      },
      { rate: { calls: 20, seconds: 1 } },
    ),
  );
  await drawn('rate 1', 'rate 2', 'rate 3', 'rate 4', 'rate 5');
  expect((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)).toBeGreaterThan(4 * 50 - 25);
});

test('a job that a supplier has taken is asked for after a crash, and not ordered again', async () => {
  const [taken, ready] = [gate(), gate()];
  const submitted: string[] = [];
  const polled: string[] = [];
  const vendor = queueing({
    submit: async ({ wish }) => {
      submitted.push(wish.prompt ?? '');
      taken.open();
      return 'job-7';
    },
    poll: async (externalId, { wish }) => {
      polled.push(externalId);
      await ready.opened;
      return pictureOf(wish.prompt ?? '', 40);
    },
  });
  await open(vendor);
  const runId = await begun('taken');
  await taken.opened;
  await hall.until(async () => polled.length > 0);
  await close();
  ready.open();
  await open(vendor);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(submitted).toEqual(['taken']);
  expect(new Set(polled)).toEqual(new Set(['job-7']));
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '40' }]);
});

test('a call that may have been heard when we stopped is lost, shown as lost, and made once more', async () => {
  const heard = gate();
  let calls = 0;
  const vendor = calling(async ({ wish }, { signal }) => {
    calls += 1;
    if (calls > 1) return pictureOf(wish.prompt ?? '', 60);
    heard.open();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  await open(vendor);
  const runId = await begun('lost');
  await heard.opened;
  await close();
  await open(vendor);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(calls).toBe(2);
  expect(await chargesOf(runId)).toMatchObject([
    { status: 'LOST', actual: '100', asset: false },
    { status: 'SETTLED', actual: '60', asset: true },
  ]);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 160, overrun: 0 });
  expect(await linesOf(runId, 'JOB_FAILED')).toMatchObject([{ error: { code: 'LOST' } }]);
});

test('a supplier that knows our key is sent the same one again, and bills it once', async () => {
  const heard = gate();
  const keys: string[] = [];
  const vendor = calling(
    async ({ wish }, { signal, idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (keys.length > 1) return pictureOf(wish.prompt ?? '', 60);
      heard.open();
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    { resend: 'KEYED' },
  );
  await open(vendor);
  const runId = await begun('keyed');
  await heard.opened;
  await close();
  await open(vendor);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '60' }]);
});

test('a supplier that can be asked for our order is asked before it is ordered again', async () => {
  const heard = gate();
  let submitted = 0;
  const vendor = queueing({
    submit: async (_, { signal }) => {
      submitted += 1;
      heard.open();
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    find: async () => 'job-9',
    poll: async (externalId, { wish }) => (externalId === 'job-9' ? pictureOf(wish.prompt ?? '', 50) : null),
  });
  await open(vendor);
  const runId = await begun('found');
  await heard.opened;
  await close();
  await open(vendor);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(submitted).toBe(1);
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '50' }]);
});

test('an order whose answer broke off is looked for, and found, and made once', async () => {
  let submitted = 0;
  const vendor = queueing({
    submit: async () => {
      submitted += 1;
      throw new SupplierFailed({ code: 'TRANSIENT', message: 'The connection broke.', billed: 'UNKNOWN' });
    },
    find: async () => 'job-10',
    poll: async (_, { wish }) => pictureOf(wish.prompt ?? '', 50),
  });
  await open(vendor);
  const runId = await drawn('broke off');
  expect(submitted).toBe(1);
  expect(await jobsOf(runId)).toMatchObject([{ status: 'COMPLETED', attempts: 2 }]);
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '50', asset: true }]);
});

test('what was made while its order waited for the lock is taken, and not ordered once more', async () => {
  let calls = 0;
  const vendor = calling(async ({ wish }) => {
    calls += 1;
    return pictureOf(wish.prompt ?? '', 50);
  });
  await open(vendor);
  await drawn('meanwhile');
  await close();
  const runId = await begun('meanwhile');
  const [{ id }] = await hall.store.query('SELECT id FROM job WHERE run_id = $1', [runId]);
  const workshop = { studio: hall.studio, executorId: 'nobody', trades: asking([vendor]) };
  const trade = { does: 'make' as const, capability: 'IMAGE' as const, vendors: [vendor] };
  const placed = await hall.store.transaction(async (manager) => {
    const { job, slot } = await lockJob(manager, id);
    return slot && placeOrder(manager, workshop, { job, slot, trade, passedOver: [] });
  });
  expect(placed).toEqual({ do: 'nothing', next: null });
  expect(await jobsOf(runId)).toMatchObject([{ status: 'REUSED' }]);
  expect(await chargesOf(runId)).toEqual([]);
  expect(calls).toBe(1);
});

test('a job that was done while the server was away for longer than it may take is fetched all the same', async () => {
  const taken = gate();
  const poll = jest.fn(async (): Promise<ReturnType<typeof pictureOf> | null> => {
    taken.open();
    return null;
  });
  const vendor = queueing({ submit: async () => 'job-11', poll }, { timeoutSeconds: 60 });
  await open(vendor);
  const runId = await begun('done meanwhile');
  await taken.opened;
  await close();
  await hall.store.query("UPDATE charge SET sent_at = sent_at - interval '1 day' WHERE run_id = $1", [runId]);
  poll.mockResolvedValue(pictureOf('done meanwhile', 40));
  await open(vendor);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '40', asset: true }]);
});

test('of ten who wait for the same picture one has paid for it, and the others have it for nothing', async () => {
  await open(calling(async ({ wish }) => pictureOf(wish.prompt ?? '', 50)));
  const slots = await Promise.all(Array.from({ length: 10 }, () => hall.slot('one for ten')));
  const runId = await runs.start(slots.map((slot, index) => pictureJob(`job ${index}`, slot)));
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  const costs = await hall.store.query<{ cost: string }[]>(
    'SELECT cost_micros AS cost FROM asset WHERE run_id = $1 ORDER BY cost_micros DESC',
    [runId],
  );
  expect(costs.map(({ cost }) => Number(cost))).toEqual([50, ...Array(9).fill(0)]);
  expect((await jobsOf(runId)).filter(({ status }) => status === 'COMPLETED')).toHaveLength(1);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 50, overrun: 0 });
});

test('a supplier that never says whether it took an order is cut off at its stated time', async () => {
  await open(
    queueing({ submit: () => new Promise(() => undefined), poll: async () => null }, { timeoutSeconds: 0.05 }),
    calling(async ({ wish }) => pictureOf(wish.prompt ?? ''), { name: 'other' }),
  );
  const runId = await drawn('no receipt');
  expect(await jobsOf(runId)).toMatchObject([{ status: 'COMPLETED', provider: 'other' }]);
  expect((await chargesOf(runId)).map(({ status }) => status)).toEqual(['LOST', 'LOST', 'SETTLED']);
});

test('what comes after we stopped waiting is kept, paid for, and used by whoever resumes', async () => {
  const ready = gate();
  let isReady = false;
  void ready.opened.then(() => {
    isReady = true;
  });
  const vendor = queueing(
    {
      submit: async () => 'job-late',
      poll: async (_, { wish }) => (isReady ? pictureOf(wish.prompt ?? '', 45) : null),
    },
    { timeoutSeconds: 0.1 },
  );
  await open(vendor);
  const runId = await drawn('late');
  expect(await jobsOf(runId)).toMatchObject([{ status: 'FAILED', error: { code: 'TIMED_OUT' } }]);
  expect(await chargesOf(runId)).toMatchObject([{ status: 'OVERDUE' }]);
  expect(await moneyOf(runId)).toEqual({ reserved: 100, spent: 0, overrun: 0 });
  ready.open();
  await hall.until(async () => (await chargesOf(runId))[0]?.status === 'SETTLED');
  expect(await chargesOf(runId)).toMatchObject([{ status: 'SETTLED', actual: '45', asset: true }]);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 45, overrun: 0 });
});

test('cancelling calls off what a supplier has taken, and the money comes back', async () => {
  const taken = gate();
  const calledOff: string[] = [];
  await open(
    queueing({
      submit: async () => 'job-off',
      poll: async () => {
        taken.open();
        return null;
      },
      cancel: async (externalId) => calledOff.push(externalId) > 0,
    }),
  );
  const runId = await begun('called off');
  await taken.opened;
  await cancelRun(hall.studio, mia, { runId });
  await hall.until(async () => (await chargesOf(runId))[0]?.status === 'RELEASED');
  expect(calledOff).toEqual(['job-off']);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 0, overrun: 0 });
});

test('a bill above the ceiling is an overrun that is named, and its supplier is asked no more', async () => {
  await open(calling(async ({ wish }) => pictureOf(wish.prompt ?? '', 350)));
  const runId = await drawn('dear');
  expect(await jobsOf(runId)).toMatchObject([{ status: 'COMPLETED' }]);
  expect(await moneyOf(runId)).toEqual({ reserved: 0, spent: 450 - 100, overrun: 250 });
  expect(await linesOf(runId, 'PROVIDER_OVERRAN')).toEqual([
    { jobKey: 'dear', provider: 'outside', ceilingMicros: '100', billedMicros: '350' },
  ]);
  const next = await drawn('dearer');
  expect(await jobsOf(next)).toMatchObject([{ status: 'FAILED', error: { code: 'UNAUTHORISED' } }]);
  expect(await moneyOf(next)).toEqual({ reserved: 0, spent: 0, overrun: 0 });
});

test('a picture with a key of ours in it is neither kept nor shown, though it was paid for', async () => {
  const key = 'sk-canary-in-a-picture';
  const keys = new Secrets(new Map([['ACME_API_KEY', key]]));
  const vendor = calling(async () => pictureOf(`made with ${key}`, 7));
  engine = await hall.open(asking([vendor]), { retry: AT_ONCE, tidyMs: 20, keys });
  const runId = await drawn('betrayed');
  expect(await jobsOf(runId)).toMatchObject([{ status: 'FAILED', error: { code: 'BAD_REPLY' } }]);
  const charges = await chargesOf(runId);
  expect(charges.map(({ status, actual, evidence }) => [status, actual, evidence])).toEqual(
    charges.map(() => ['SETTLED', '7', null]),
  );
});
