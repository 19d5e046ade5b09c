/** Money is whole micro-dollars inside; outside it is decimal text, so that no client rounds it through a float. */
export const CURRENCY = 'USD';

/** 9,223,372,036,854.775807 dollars: the largest amount a bigint column holds. */
const MAX_MICROS = 2n ** 63n - 1n;
const AMOUNT = /^(\d{1,13})(?:\.(\d{1,6}))?$/;

/** `"0.04"` is 40,000 micros. Null for what is not a plain, non-negative amount with at most six decimals. */
export function parseMicros(amount: string): bigint | null {
  const match = AMOUNT.exec(amount);
  if (!match?.[1]) return null;
  const micros = BigInt(match[1]) * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
  return micros <= MAX_MICROS ? micros : null;
}

/** Four decimals, six where the last two are not zero: 40,000 is `0.0400`, 40,001 is `0.040001`. */
export function formatMicros(micros: bigint): string {
  const size = micros < 0n ? -micros : micros;
  const decimals = String(size % 1_000_000n).padStart(6, '0');
  const shown = decimals.endsWith('00') ? decimals.slice(0, 4) : decimals;
  return `${micros < 0n ? '-' : ''}${size / 1_000_000n}.${shown}`;
}
