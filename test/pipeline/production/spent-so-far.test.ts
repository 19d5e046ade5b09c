import * as fc from 'fast-check';
import { InvalidInput } from '../../../src/pipeline/errors';
import { spentSoFar } from '../../../src/pipeline/production/spent-so-far';
import { type Billed, SupplierFailed } from '../../../src/pipeline/runner/supplier-failed';
import { failureOf } from '../../support/house';

const costs = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { maxLength: 6 });
const billed: fc.Arbitrary<Billed> = fc.oneof(
  fc.constantFrom('NOTHING' as const, 'UNKNOWN' as const),
  fc.bigInt({ min: 0n, max: 1_000_000n }).map((micros) => ({ micros })),
);
const failed = (its: Billed) =>
  new SupplierFailed({
    code: 'BAD_REPLY',
    message: 'No.',
    billed: its,
    evidence: Buffer.from('x'),
    retryAfterSeconds: 3,
  });

const spending = (paid: readonly bigint[], error: unknown) =>
  spentSoFar([...paid, null], async (costMicros) => {
    if (costMicros === null) throw error;
    return { costMicros };
  });

test('parts are made one after the other, in their order', async () => {
  const order: string[] = [];
  const made = await spentSoFar(['a', 'b', 'c'], async (part, index) => {
    order.push(`${part} begins`);
    await Promise.resolve();
    order.push(`${part} ends`);
    return { costMicros: BigInt(index), part };
  });
  expect(made.map(({ part }) => part)).toEqual(['a', 'b', 'c']);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

const micros = (its: Billed): bigint | null => (its === 'UNKNOWN' ? null : its === 'NOTHING' ? 0n : its.micros);

test('what fails is billed with all that was made before it, and nobody knows where nobody knew', async () => {
  await fc.assert(
    fc.asyncProperty(costs, billed, async (paid, its) => {
      const told = (await failureOf(spending(paid, failed(its)))) as SupplierFailed;
      const spent = paid.reduce((sum, cost) => sum + cost, 0n);
      const last = micros(its);
      expect(micros(told.billed)).toBe(last === null ? null : last + spent);
      expect(told).toMatchObject({ code: 'BAD_REPLY', message: 'No.', retryAfterSeconds: 3 });
      expect(told.evidence).toEqual(Buffer.from('x'));
    }),
  );
});

test('a refusal of ours does not make us forget what was paid before', async () => {
  const refusal = new InvalidInput('Nothing to be heard.', { remedy: 'Write words.' });
  expect(await failureOf(spending([], refusal))).toBe(refusal);
  expect(await failureOf(spending([7n], refusal))).toMatchObject({
    code: 'REFUSED',
    message: 'Nothing to be heard.',
    remedy: 'Write words.',
    billed: { micros: 7n },
  });
});

test('what nobody foresaw stays as it is: nobody knows what it cost', async () => {
  const surprise = new Error('Nobody waits.');
  expect(await failureOf(spending([7n], surprise))).toBe(surprise);
});
