import { parseMicros } from '../pipeline/values/money';
import type { Price } from './provider';

/** What one unit costs, and how people read it. */
export interface Tariff {
  readonly text: string;
  /** Rounded up to a whole micro-dollar. */
  cost(units: number): bigint;
}

/** `per('0.30', 1000, 'characters')`. Units may be broken: seconds, megapixels. */
function per(amount: string, count: number, unit: string): Tariff {
  const micros = parseMicros(amount);
  if (micros === null) throw new Error(`${amount} is no amount.`);
  const noun = count === 1 ? unit : `${count.toLocaleString('en-US')} ${unit}`;
  // In millionths of a unit: 1.5 s is exact, and no sum of money passes through a float.
  const cost = (units: number) => ceilDivide(micros * BigInt(Math.round(units * 1e6)), BigInt(count) * 1_000_000n);
  return { text: `$${amount} per ${noun}`, cost };
}

const ceilDivide = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

export const perThousandCharacters = (amount: string): Tariff => per(amount, 1_000, 'characters');
export const perSecond = (amount: string): Tariff => per(amount, 1, 'second');
export const perPicture = (amount: string): Tariff => per(amount, 1, 'picture');
export const perCall = (amount: string): Tariff => per(amount, 1, 'call');
export const perMillionTokens = (amount: string): Tariff => per(amount, 1_000_000, 'tokens');

/** Where we can count what is counted. */
export const exactly = (micros: bigint): Price => ({ expectedMicros: micros, ceilingMicros: micros });
export const FREE_PRICE: Price = exactly(0n);
/** Of one who works on this machine. */
export const FREE_TEXT = 'free';

/** What a model that counts tokens asks for reading and for writing. */
export interface TokenTariff {
  readonly text: string;
  readonly read: Tariff;
  readonly written: Tariff;
}

export function tokens(readAmount: string, writtenAmount: string): TokenTariff {
  const [read, written] = [perMillionTokens(readAmount), perMillionTokens(writtenAmount)];
  return { text: `$${readAmount} and $${writtenAmount} per 1,000,000 tokens read and written`, read, written };
}

export interface Tokens {
  readonly read: number;
  readonly written: number;
}

export function tokenCost({ read, written }: TokenTariff, used: Tokens): bigint {
  return read.cost(used.read) + written.cost(used.written);
}
