import fc from 'fast-check';
import { plainWish, settledWish } from '../../../src/pipeline/library/wish';
import { closingOf } from '../../../src/pipeline/runner/charge';
import { fateOf, RETRY, secondsUntilNext } from '../../../src/pipeline/runner/retry';
import { JOB_ERROR_CODES } from '../../../src/pipeline/runner/run';
import { afterFailure, afterSuccess, askedFor, HEALTHY } from '../../../src/pipeline/runner/supplier-health';
import { RESENDS, vendorsFor } from '../../../src/pipeline/runner/vendor';

const codes = fc.constantFrom(...JOB_ERROR_CODES);
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const micros = fc.bigInt({ min: 0n, max: 10n ** 15n });
const retryAfter = fc.option(fc.integer({ min: 0, max: 2_000 }));

test('no supplier is asked more often than its tries, nor sooner than it said, nor later than the longest wait after it', () => {
  fc.assert(
    fc.property(codes, fc.nat(6), fc.nat(3), retryAfter, random, (code, attempt, losses, retryAfterSeconds, dice) => {
      const seconds = secondsUntilNext({
        code,
        attempt: attempt + 1,
        mostAttempts: 3,
        losses,
        retryAfterSeconds,
        random: dice,
      });
      if (attempt >= 2 || losses > 1) expect(seconds).toBeNull();
      if (seconds === null || code === 'LOST') return;
      expect(['RATE_LIMITED', 'TRANSIENT', 'TIMED_OUT', 'BAD_REPLY']).toContain(code);
      expect(seconds).toBeGreaterThanOrEqual(retryAfterSeconds ?? 0);
      expect(seconds).toBeLessThanOrEqual((retryAfterSeconds ?? 0) + RETRY.mostSeconds);
      expect(retryAfterSeconds ?? 0).toBeLessThanOrEqual(RETRY.patienceSeconds);
    }),
  );
});

test('the wait is spread over all of what it may be, which doubles', () => {
  const wait = (attempt: number, dice: number) =>
    secondsUntilNext({ code: 'TRANSIENT', attempt, mostAttempts: 9, losses: 0, retryAfterSeconds: null, random: dice });
  expect([1, 2, 3, 4].map((attempt) => wait(attempt, 0.5))).toEqual([0.5, 1, 2, 4]);
  expect(wait(3, 0)).toBe(0);
});

test('money is never given back for a call that may be billed, and never kept for one that is not tried again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('NOTHING' as const, 'UNKNOWN' as const, 'AMOUNT' as const),
      fc.constantFrom(...RESENDS),
      fc.boolean(),
      fc.boolean(),
      (billed, resend, isTaken, isTriedAgain) => {
        const fate = fateOf({ billed, resend, isTaken, isTriedAgain });
        if (fate === 'RELEASED') expect(billed === 'NOTHING' || resend === 'FREE').toBe(true);
        if (fate === 'KEPT') expect(isTriedAgain).toBe(true);
        if (billed === 'AMOUNT') expect(fate).toBe('BILLED');
        if (resend === 'NEVER' && billed === 'UNKNOWN' && !isTaken) expect(fate).toBe('LOST');
      },
    ),
  );
});

test('what closes a charge spends at most its ceiling, and nothing of a bill is forgotten', () => {
  fc.assert(
    fc.property(micros, micros, (billedMicros, ceilingMicros) => {
      const closing = closingOf({ status: 'SETTLED', billedMicros, assetId: null }, ceilingMicros);
      expect(closing.spentMicros + closing.overrunMicros).toBe(billedMicros);
      expect(closing.spentMicros <= ceilingMicros).toBe(true);
      expect(closingOf({ status: 'LOST' }, ceilingMicros).spentMicros).toBe(ceilingMicros);
      expect(closingOf({ status: 'RELEASED' }, ceilingMicros)).toEqual({
        spentMicros: 0n,
        overrunMicros: 0n,
        actualMicros: null,
      });
    }),
  );
});

test('of many who ask at once each gets a turn of its own, as far apart as the rate says', () => {
  const rate = { calls: 5, seconds: 1 };
  let health = HEALTHY;
  const turns = Array.from({ length: 20 }, () => {
    const asked = askedFor(health, { nowMs: 1_000, rate });
    health = asked.health;
    return asked.leave.is === 'GO' ? asked.leave.waitMs : null;
  });
  expect(turns).toEqual(Array.from({ length: 20 }, (_, index) => index * 200));
});

test('whatever happens, a supplier is left alone for ten minutes at the most, and one success makes it well', () => {
  const failed = fc.record({ code: codes, message: fc.constant('x'), retryAfterSeconds: fc.constant(null) });
  fc.assert(
    fc.property(fc.array(failed, { maxLength: 40 }), (failures) => {
      const health = failures.reduce((before, failure) => afterFailure(before, { ...failure, nowMs: 0 }), HEALTHY);
      const { leave } = askedFor(health, { nowMs: 600_000, rate: null });
      expect(leave.is).toBe('GO');
      expect(askedFor(afterSuccess(health), { nowMs: 0, rate: null }).leave.is).toBe('GO');
    }),
  );
});

test('when the time is over one call tries whether it is back, and the others still wait', () => {
  const failure = { code: 'TRANSIENT' as const, message: 'down', retryAfterSeconds: null, nowMs: 0 };
  const down = Array.from({ length: 5 }).reduce((health: typeof HEALTHY) => afterFailure(health, failure), HEALTHY);
  expect(askedFor(down, { nowMs: 1, rate: null }).leave).toMatchObject({ is: 'CLOSED', reason: 'down' });
  const first = askedFor(down, { nowMs: 30_001, rate: null });
  expect(first.leave.is).toBe('GO');
  expect(askedFor(first.health, { nowMs: 30_002, rate: null }).leave.is).toBe('CLOSED');
});

test('who stands in is never among those who may be asked, unless the project is OFFLINE or names it', () => {
  const vendor = fc.record({
    name: fc.string(),
    house: fc.string(),
    reach: fc.constantFrom('LOCAL' as const, 'OFFLINE' as const, 'NETWORK' as const),
    isOffByDefault: fc.boolean(),
    modelOf: fc.constantFrom(
      () => 'one',
      () => null,
    ),
  });
  fc.assert(
    fc.property(
      fc.array(vendor),
      fc.constantFrom('LIVE' as const, 'OFFLINE' as const),
      fc.boolean(),
      (vendors, mode, isNamed) => {
        const preferences = { mode, offlineFor: isNamed ? (['IMAGE'] as const) : [], providerOrder: {} };
        const wish = settledWish({ ...plainWish('IMAGE', null), provider: vendors[0]?.name ?? null });
        const open = vendorsFor(vendors, preferences, wish);
        expect(open.every(({ modelOf }) => modelOf() !== null)).toBe(true);
        if (mode === 'LIVE' && !isNamed) expect(open.some(({ reach }) => reach === 'OFFLINE')).toBe(false);
        if (mode === 'OFFLINE') expect(open.some(({ reach }) => reach === 'NETWORK')).toBe(false);
      },
    ),
  );
});
