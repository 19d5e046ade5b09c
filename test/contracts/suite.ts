import { SupplierFailed } from '../../src/pipeline/runner/supplier-failed';
import { BadReply, Refused, Transient, Unauthorised } from '../../src/providers/failures';
import type { Billed, Call, Model, Provider } from '../../src/providers/provider';
import { FREE_TEXT } from '../../src/providers/tariff';
import type { Order } from '../support/documented-reply';
import type { Play } from '../support/double';
import { type Asking, madeBy } from '../support/providers';
import { never } from '../support/suppliers';
import { type Expected, FAILURES, FILE_FAILURES } from './failures';
import { openStand, type Stand } from './stand';

/** A port, as the suite asks any vendor of it. */
export interface Port<T, R extends T, A extends Billed, M extends Model> {
  readonly vendors: readonly Provider<T, R, A, M>[];
  /** The same of all vendors, but for what a model can do. */
  requestOf(model: M): Promise<R>;
  /** What a reply to it says. */
  orderOf(request: R): Partial<Omit<Order, 'said'>>;
  /** That it is what was ordered. */
  assertMade(made: A, request: R): Promise<void>;
  /** What is tested of this port alone. */
  more?(tried: Tried<T, R, A, M>): void;
}

/** One vendor at its stand. */
export interface Tried<T, R extends T, A extends Billed, M extends Model> {
  readonly provider: Provider<T, R, A, M>;
  stand(): Stand;
  /** What it makes of the fixed request, with or without some changes. */
  made(play: Play, asking?: Asking & { readonly changes?: Partial<R> }): Promise<A>;
  failure(play: Play, asking?: Asking & { readonly changes?: Partial<R> }): Promise<SupplierFailed>;
}

const PROMPTLY_MS = 2_000;
const KEY_OF_OURS = 'our-key-of-this-call';

export function contractOf<T, R extends T, A extends Billed, M extends Model>(port: Port<T, R, A, M>): void {
  test('every vendor of the list documents what it answers', () => {
    const names = port.vendors.filter(({ documented }) => !documented).map(({ name }) => name);
    expect(names).toEqual([]);
  });

  for (const provider of port.vendors.filter(({ documented }) => documented)) {
    describe(provider.name, () => contractOfOne(port, provider));
  }
}

function contractOfOne<T, R extends T, A extends Billed, M extends Model>(
  port: Port<T, R, A, M>,
  provider: Provider<T, R, A, M>,
): void {
  const { documented, models, serves = () => true } = provider;
  let stand: Stand;
  let request: R;
  let model: M;

  beforeAll(async () => {
    for (const one of models) {
      request = await port.requestOf(one);
      model = one;
      if (serves(request, one)) return;
    }
    throw new Error(`No model of ${provider.name} does what the suite orders.`);
  }, 60_000);

  beforeEach(async () => {
    stand = await openStand(provider, { reply: '', characters: 0, seconds: 0, ...port.orderOf(request) });
  });

  afterEach(async () => {
    await stand.close();
    expect(stand.elsewhere).toEqual([]);
    expect(stand.double.ledger.filter(({ is }) => is === null).map(({ method, path }) => `${method} ${path}`)).toEqual(
      [],
    );
  });

  const made: Tried<T, R, A, M>['made'] = (play, { changes, ...asking } = {}) => {
    stand.double.play = play;
    return madeBy(provider, { ...request, ...changes }, { means: stand.means, model: model.name, ...asking });
  };

  const failure: Tried<T, R, A, M>['failure'] = async (play, asking) => {
    const error = await made(play, asking).then(
      () => 'It did not fail.',
      (failed: unknown) => failed,
    );
    if (!(error instanceof SupplierFailed)) throw error;
    assertTold(error);
    expect(await stand.scratch()).toEqual([]);
    return error;
  };

  /** It says who it was, and keeps our keys to itself. */
  function assertTold({ message, remedy, evidence, stack }: SupplierFailed): void {
    expect(plain(message)).toContain(plain(provider.vendor));
    const told = [message, remedy, stack, Buffer.from(evidence ?? []).toString('latin1')].join('\n');
    for (const key of stand.keys) expect(told).not.toContain(key);
  }

  function assertIs(failed: SupplierFailed, { type, billed, retryAfterSeconds, isKept }: Expected): void {
    expect(failed).toBeInstanceOf(type);
    if (isKept) expect(failed.evidence?.length).toBeGreaterThan(0);
    if (billed) expect(failed.billed).toBe(billed);
    if (retryAfterSeconds !== undefined) expect(failed.retryAfterSeconds).toBe(retryAfterSeconds);
  }

  function assertAskedOnce(at: number): void {
    expect(stand.double.ledger.filter(({ is }) => is === at)).toHaveLength(1);
  }

  test('makes what is ordered, and bills what was said before', async () => {
    const result = await made({});
    await port.assertMade(result, request);
    const { expectedMicros, ceilingMicros } = provider.price(request, model);
    expect(expectedMicros).toBeLessThanOrEqual(ceilingMicros);
    expect(result.costMicros).toBeLessThanOrEqual(ceilingMicros);
    expect(result.costMicros > 0n).toBe(model.price !== FREE_TEXT);
    const isByUnits = expectedMicros === ceilingMicros;
    if (isByUnits) expect(Number(result.costMicros)).toBeGreaterThanOrEqual(0.99 * Number(expectedMicros));
  });

  test('no model costs more than its ceiling', async () => {
    for (const one of models) {
      const { expectedMicros, ceilingMicros } = provider.price(await port.requestOf(one), one);
      const isFree = one.price === FREE_TEXT;
      expect([one.name, expectedMicros === 0n, expectedMicros <= ceilingMicros]).toEqual([one.name, isFree, true]);
    }
  });

  test('its keys go to nobody but the vendor', async () => {
    await made({});
    const told = stand.double.ledger.filter(({ is }) => is === 'FILE').map(({ path, headers }) => [path, headers]);
    for (const key of stand.keys) expect(JSON.stringify(told)).not.toContain(key);
    for (const { path } of stand.double.ledger) expect(path).not.toContain('canary');
  });

  test('a reply that comes in a hundred pieces is the same', async () => {
    const last = stand.double.steps - 1;
    await port.assertMade(await made({ at: last, deed: { does: 'DRIBBLE' } }), request);
  });

  test('its own key of a call is sent where the vendor takes one', async () => {
    await made({}, { idempotencyKey: KEY_OF_OURS });
    const [first] = stand.double.ledger.filter(({ is }) => is === 0);
    const sent = JSON.stringify(first?.headers).includes(KEY_OF_OURS) || first?.body.includes(KEY_OF_OURS);
    expect(sent || provider.resend !== 'KEYED').toBe(true);
  });

  test.each(FAILURES)('asked first, it answers %s: it is told as what it is, once', async (_says, play, expected) => {
    assertIs(await failure(play), expected);
    expect(stand.double.ledger.map(({ is }) => is)).toEqual([0]);
  });

  test('what its policy forbids is refused for nothing', async () => {
    const failed = await failure({ deed: { does: 'REFUSE' } });
    expect(failed).toBeInstanceOf(Refused);
    expect(failed.message).toContain('Not this time');
  });

  test.each(['NOTHING', 'HALF'] as const)(
    'one who says %s and no more is left as soon as nobody waits',
    async (after) => {
      const controller = new AbortController();
      const reason = new Error('Nobody waits any more.');
      const making = made({ deed: { does: 'HANG', after } }, { signal: controller.signal });
      const outcome = making.catch((error: unknown) => error);
      await stand.double.asked(1);
      const before = performance.now();
      controller.abort(reason);
      expect(await outcome).toBe(reason);
      expect(performance.now() - before).toBeLessThan(PROMPTLY_MS);
      await stand.double.left(1);
      assertAskedOnce(0);
    },
  );

  test('what nobody waits for is not begun', async () => {
    const signal = AbortSignal.abort(new Error('Nobody waits any more.'));
    await expect(made({}, { signal })).rejects.toBe(signal.reason);
    expect(stand.double.ledger).toEqual([]);
  });

  test('one who is silent for long may have heard us', async () => {
    await stand.close();
    stand = await openStand(provider, { reply: '', characters: 0, seconds: 0, ...port.orderOf(request) }, 200);
    const failed = await failure({ deed: { does: 'HANG', after: 'NOTHING' } });
    expect(failed).toBeInstanceOf(Transient);
    expect([failed.billed, failed.message]).toEqual(['UNKNOWN', expect.stringContaining('silent')]);
    assertAskedOnce(0);
  });

  if (stepsOf(provider) > 1) {
    test.each(FAILURES)('asked last, it answers %s: it is told as what it is, once', async (_says, play, expected) => {
      const at = stand.double.steps - 1;
      // What an order costs that was taken is found out by asking again: what is billed says no more than this.
      assertIs(await failure({ ...play, at }), { ...expected, billed: undefined });
      assertAskedOnce(at);
    });
  }

  if (JSON.stringify(documented?.made).includes('{{url ')) {
    test.each(FILE_FAILURES)('where what it made should be there is %s', async (_says, play, expected) => {
      assertIs(await failure({ ...play, at: 'FILE' }), expected);
    });

    test.each(['http://127.0.0.1:9/made', 'http://169.254.169.254/latest', 'file:///etc/passwd'])(
      'what it made is not looked for at %s',
      async (files) => {
        expect(await failure({ files })).toBeInstanceOf(BadReply);
        expect(stand.double.ledger.filter(({ is }) => is === 'FILE')).toEqual([]);
      },
    );

    test('a file that never ends to come is left as soon as nobody waits', async () => {
      const controller = new AbortController();
      const making = made({ at: 'FILE', deed: { does: 'HANG', after: 'HALF' } }, { signal: controller.signal });
      const outcome = making.catch((error: unknown) => error);
      await stand.double.asked(stand.double.steps + 1);
      controller.abort(new Error('Nobody waits any more.'));
      expect(await outcome).toBe(controller.signal.reason);
      expect(await stand.scratch()).toEqual([]);
    });
  }

  if (provider.answers === 'later') {
    const call = (): Call<M> => {
      return { means: stand.means, signal: never, model, idempotencyKey: 'test', progress: () => undefined };
    };

    test('says that a job is not done while it is not, and what it made once it is', async () => {
      stand.double.play = { pending: 3 };
      const externalId = await provider.submit(request, call());
      expect(externalId).toMatch(/^\S{1,200}$/);
      for (let polls = 0; polls < 3; polls += 1) expect(await provider.poll(externalId, request, call())).toBeNull();
      const result = await provider.poll(externalId, request, call());
      if (!result) throw new Error('It is still not done.');
      await port.assertMade(result, request);
    });

    test('takes an order back', async () => {
      const externalId = await provider.submit(request, call());
      expect(typeof (await provider.cancel(externalId, call()))).toBe('boolean');
      expect(stand.double.ledger.at(-1)?.is).toBe(documented?.cancelled ? 'CANCEL' : 0);
    });
  }

  const { check } = provider;
  if (check) {
    test('tries its key without making anything', async () => {
      await check({ means: stand.means, signal: never });
      expect(stand.double.ledger.map(({ is }) => is)).toEqual(['CHECK']);
    });

    test('says that its key is not taken', async () => {
      stand.double.play = { at: 'CHECK', deed: { does: 'FAIL', status: 401 } };
      const error = await check({ means: stand.means, signal: never }).catch((failed: unknown) => failed);
      expect(error).toBeInstanceOf(Unauthorised);
      assertTold(error as SupplierFailed);
      expect(stand.double.ledger).toHaveLength(1);
    });
  }

  port.more?.({ provider, stand: () => stand, made, failure });
}

/** Before there is a double. */
function stepsOf<T, R extends T, A extends Billed, M extends Model>({ documented }: Provider<T, R, A, M>): number {
  return new Set(documented?.made.map(({ method, path }) => `${method} ${path}`)).size;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
