import { InvalidInput } from '../errors';
import { CURRENCY, parseMicros } from '../values/money';

/** A cap as a client writes it, in micros; null: no cap. */
export function capMicros(
  cap: { readonly amount: string; readonly currency: string } | null | undefined,
  field: string[] = ['input', 'cap'],
): bigint | null {
  if (!cap) return null;
  const micros = parseMicros(cap.amount);
  if (micros !== null && cap.currency === CURRENCY) return micros;
  throw new InvalidInput('The cap must be an amount in USD.', {
    field,
    expected: 'decimal text with at most six decimals, in USD',
    got: `"${cap.amount}" ${cap.currency}`,
    remedy: 'Write it as { amount: "12.50", currency: "USD" }.',
  });
}
