import type { Price } from '../provider';
import { exactly, perCall, perSecond, type Tariff } from '../tariff';

/** What the house says that it counted. */
export interface Counted {
  /** Of its hardware. Null where it does not say. */
  readonly seconds: number | null;
  /** How many results there are. */
  readonly outputs: number;
}

/** What a model asks, before and after. */
export interface Charge<T> {
  /** As people read it. */
  readonly text: string;
  /** Whether work that came to nothing is paid for. */
  readonly isByTime: boolean;
  price(terms: T): Price;
  settled(terms: T, counted: Counted): bigint;
  /** For a job that made nothing, or was called off. */
  wasted(counted: Pick<Counted, 'seconds'>): bigint;
}

/** So much for what comes out, by units of what is ordered. Whatever does not come out costs nothing. */
export function byOutput<T>(tariff: Tariff, units: (terms: T) => number): Charge<T> {
  const micros = (terms: T) => tariff.cost(units(terms));
  return {
    text: tariff.text,
    isByTime: false,
    price: (terms) => exactly(micros(terms)),
    settled: (terms, { outputs }) => (outputs > 0 ? micros(terms) : 0n),
    wasted: () => 0n,
  };
}

/** So much for a clip of each of these durations: `{ 5: '0.40', 8: '0.80' }`. */
export function byDuration<T extends { readonly durationSeconds: number }>(
  amounts: Readonly<Record<number, string>>,
): Charge<T> {
  const clips = Object.entries(amounts).map(([seconds, amount]) => ({
    seconds: Number(seconds),
    amount,
    micros: perCall(amount).cost(1),
  }));
  const micros = ({ durationSeconds }: T): bigint => {
    const clip = clips.find(({ seconds }) => seconds >= durationSeconds) ?? clips.at(-1);
    if (!clip) throw new Error('A model makes clips of some duration.');
    return clip.micros;
  };
  return {
    text: clips.map(({ seconds, amount }) => `$${amount} for ${seconds} seconds`).join(', '),
    isByTime: false,
    price: (terms) => exactly(micros(terms)),
    settled: (terms, { outputs }) => (outputs > 0 ? micros(terms) : 0n),
    wasted: () => 0n,
  };
}

interface Hardware<T> {
  /** Of a second, as the house names it for the hardware. */
  readonly amount: string;
  usualSeconds(terms: T): number;
  /** A job that takes longer costs more than was set aside: the house ends none before 30 minutes. */
  mostSeconds(terms: T): number;
}

/** So much for each second of hardware that worked, whether something came of it or not. Waiting for the hardware is free. */
export function byTime<T>({ amount, usualSeconds, mostSeconds }: Hardware<T>): Charge<T> {
  const tariff = perSecond(amount);
  const ceiling = (terms: T) => tariff.cost(mostSeconds(terms));
  return {
    text: `${tariff.text} of hardware`,
    isByTime: true,
    price: (terms) => ({ expectedMicros: tariff.cost(usualSeconds(terms)), ceilingMicros: ceiling(terms) }),
    // It worked and does not say for how long: nobody can say that it was less.
    settled: (terms, { seconds }) => (seconds === null ? ceiling(terms) : tariff.cost(seconds)),
    wasted: ({ seconds }) => tariff.cost(seconds ?? 0),
  };
}

/** Of a second, as the house lists its hardware. */
export const HARDWARE = { t4: '0.000225', l40s: '0.000975', a100: '0.0014' } as const;
