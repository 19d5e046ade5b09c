import type { SettledWish } from '../library/wish';
import type { Capability } from '../values/capability';
import type { ProjectMode } from '../workspace/project';
import type { Made, MakeOrder } from './order';

/** What a supplier handed over. Its bytes are in memory, or in a file that is taken over and may be gone afterwards. */
export interface Delivery extends Omit<Made, 'sha256' | 'bytes'> {
  readonly media: Uint8Array | { readonly file: string };
}

export interface Progress {
  /** From 0 to 1. */
  readonly fraction: number;
  readonly note: string | null;
}

export interface MakingTools {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** The same for the same call, however often it has to be sent: to be given to a supplier that takes one. */
  readonly idempotencyKey: string;
}

/**
 * What to do with a call of which nobody knows whether it arrived. FREE: it costs nothing, so it is made again. KEYED: the supplier
 * knows our key and does and bills the same work once. NEVER: it is counted as lost, and one more is made at most.
 */
export const RESENDS = ['FREE', 'KEYED', 'NEVER'] as const;
export type Resend = (typeof RESENDS)[number];

/**
 * LOCAL: a tool of the studio, for every project. OFFLINE: stands in for a supplier, in OFFLINE projects and where a LIVE one
 * names it. NETWORK: calls out, for LIVE projects alone.
 */
export const REACHES = ['LOCAL', 'OFFLINE', 'NETWORK'] as const;
export type Reach = (typeof REACHES)[number];

export interface Rate {
  readonly calls: number;
  readonly seconds: number;
}

interface Terms {
  readonly name: string;
  /** Of several that are one house: `openai` of `openai-speech`. */
  readonly house: string;
  /** What a recipe names beside the supplier: another model, other bytes. Null: it does not do what is wished for. */
  modelOf(wish: SettledWish): string | null;
  /** It is asked only where a wish names it. */
  readonly isOffByDefault: boolean;
  /** The word for `asset.source`. */
  readonly source: string;
  readonly reach: Reach;
  readonly resend: Resend;
  /** How many orders at once: of all machines together, or of each process where the work is done by the machine itself. */
  readonly atOnce: number;
  readonly isShared: boolean;
  readonly rate: Rate | null;
  /** Cut off after this long without an answer. */
  readonly timeoutSeconds: number;
  /** The most that a call for this wish can cost. */
  ceilingMicros(wish: SettledWish): bigint;
}

/** Answers with what it made. */
export interface CallingVendor extends Terms {
  readonly answers: 'at once';
  call(order: MakeOrder, tools: MakingTools): Promise<Delivery>;
}

/** Of several jobs that one order comes to, some are done, and the next is to be ordered. */
export interface Continuing {
  /** What is known so far, written down before the next is ordered: whoever takes over finds that it may have been. */
  readonly soFar: string;
  readonly spentMicros: bigint;
  /** Orders it. Answers what stands for the order from then on. */
  next(): Promise<string>;
}

/** Takes an order, and is asked later what became of it. */
export interface QueueingVendor extends Terms {
  readonly answers: 'later';
  readonly pollSeconds: number;
  /** Its own name for the job. */
  submit(order: MakeOrder, tools: MakingTools): Promise<string>;
  /** Null: not yet. */
  poll(externalId: string, order: MakeOrder, tools: MakingTools): Promise<Delivery | Continuing | null>;
  /** True: it confirms that nothing more is done or billed. */
  cancel(externalId: string, signal: AbortSignal): Promise<boolean>;
  /** The job that an order with this key became, where it can be asked; null: there is none. */
  find?(idempotencyKey: string, signal: AbortSignal): Promise<string | null>;
}

export type Vendor = CallingVendor | QueueingVendor;

/** What a project says of whom it asks. */
export interface Preferences {
  readonly mode: ProjectMode;
  readonly offlineFor: readonly Capability[];
  /** Houses or names by capability, first to last; whoever is not named comes after them. */
  readonly providerOrder: Readonly<Partial<Record<Capability, readonly string[]>>>;
}

export type Asked = Pick<Vendor, 'name' | 'house' | 'reach' | 'isOffByDefault' | 'modelOf'>;

/**
 * Who may be asked, in order of preference: whoever the wish names, then as the project says, then who stands in where the project wants
 * that, then as the server says. Never an offline supplier in a LIVE project that does not name the capability, and nobody who does not do what
 * is wished for.
 */
export function vendorsFor<V extends Asked>(
  vendors: readonly V[],
  { mode, offlineFor, providerOrder }: Preferences,
  wish: SettledWish,
): V[] {
  const { capability, provider } = wish;
  const isStandingIn = mode === 'OFFLINE' || offlineFor.includes(capability);
  const open = vendors.filter(
    (vendor) =>
      (vendor.reach === 'LOCAL' || (vendor.reach === 'OFFLINE' ? isStandingIn : mode === 'LIVE')) &&
      (!vendor.isOffByDefault || isCalled(vendor, provider)) &&
      vendor.modelOf(wish) !== null,
  );
  const named = [...(provider === null ? [] : [provider]), ...(providerOrder[capability] ?? [])];
  const rank = (vendor: V): number => {
    const at = named.findIndex((name) => isCalled(vendor, name));
    if (at >= 0) return at;
    return vendor.reach === 'OFFLINE' ? named.length : named.length + 1;
  };
  return open
    .map((vendor) => [rank(vendor), vendor] as const)
    .sort(([a], [b]) => a - b)
    .map(([, vendor]) => vendor);
}

/** Of somebody who does what is wished for: nobody else is ordered from. */
export function modelOf(vendor: Pick<Vendor, 'name' | 'modelOf'>, wish: SettledWish): string {
  const model = vendor.modelOf(wish);
  if (model === null) throw new Error(`${vendor.name} does not do what was ordered of it.`);
  return model;
}

/** By its own name or by that of its house. */
export function isCalled({ name, house }: Pick<Vendor, 'name' | 'house'>, called: string | null): boolean {
  return called !== null && [name, house].includes(called.toLowerCase());
}

interface LocalTerms {
  readonly name: string;
  readonly model: string;
  readonly atOnce: number;
  readonly source?: string;
  readonly reach?: Reach;
}

/** Who works on this machine, for nothing: deterministic, so it may be asked again whenever an answer was not heard. */
export function housed(terms: LocalTerms, call: CallingVendor['call']): CallingVendor {
  return {
    answers: 'at once',
    name: terms.name,
    house: terms.name,
    modelOf: () => terms.model,
    isOffByDefault: false,
    source: terms.source ?? terms.name,
    reach: terms.reach ?? 'OFFLINE',
    resend: 'FREE',
    atOnce: terms.atOnce,
    isShared: false,
    rate: null,
    timeoutSeconds: HOUSED_SECONDS,
    ceilingMicros: () => 0n,
    call,
  };
}

/** A film of hours is rendered for hours; what hangs is killed by its own tool long before. */
const HOUSED_SECONDS = 12 * 3_600;
