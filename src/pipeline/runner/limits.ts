import type { Capability } from '../values/capability';
import { LANES, type Lane } from './lanes';
import type { Rate, Vendor } from './vendor';

/** What whoever runs the studio says of how much is done at once, and how often suppliers are asked; by name, in lower case. */
export interface Limits {
  readonly atOnce: ReadonlyMap<string, number>;
  readonly rates: ReadonlyMap<string, Rate>;
}

/** Over all machines, unless told otherwise. What a machine does itself keeps to what its trade says. */
const USUAL = { pilots: 3, scenes: 5, generations: 10, judgements: 10 } as const;

function usual(kind: keyof typeof USUAL, { atOnce }: Limits): number {
  return atOnce.get(kind) ?? USUAL[kind];
}

export function lanesWithin(limits: Limits): Readonly<Record<Lane, number>> {
  const [pilots, scenes] = LANES;
  return { [pilots]: usual('pilots', limits), [scenes]: usual('scenes', limits) } as Record<Lane, number>;
}

/** `pilots=2, offline-image=4` and `openai=50/10`: fifty calls each ten seconds. Null: it is not written so. */
export function parseLimits({ atOnce, rates }: { atOnce: string; rates: string }): Limits | null {
  const most = pairsOf(atOnce, /^[1-9]\d{0,3}$/);
  const paced = pairsOf(rates, /^[1-9]\d{0,5}\/[1-9]\d{0,4}$/);
  if (!most || !paced) return null;
  return {
    atOnce: new Map(most.map(([name, value]) => [name, Number(value)])),
    rates: new Map(paced.map(([name, value]) => [name, rateOf(value)])),
  };
}

function pairsOf(text: string, form: RegExp): [string, string][] | null {
  const pairs = text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => pair.split('=').map((side) => side.trim()));
  const isSound = pairs.every(
    ([name = '', value = '', ...more]) => name !== '' && form.test(value) && more.length === 0,
  );
  return isSound ? pairs.map(([name = '', value = '']) => [name.toLowerCase(), value]) : null;
}

function rateOf(text: string): Rate {
  const [calls = 1, seconds = 1] = text.split('/').map(Number);
  return { calls, seconds };
}

/** What is said of a supplier by name, or of its house, goes first, then what it asks for itself, then what is usual for its kind. */
export function limitedVendor(vendor: Vendor, capability: Capability, limits: Limits): Vendor {
  const said = <T>(by: ReadonlyMap<string, T>): T | undefined => by.get(vendor.name) ?? by.get(vendor.house);
  const kind = capability === 'VISION' ? 'judgements' : 'generations';
  const most = vendor.reach === 'NETWORK' ? Math.min(vendor.atOnce, usual(kind, limits)) : vendor.atOnce;
  return { ...vendor, atOnce: said(limits.atOnce) ?? most, rate: said(limits.rates) ?? vendor.rate };
}
