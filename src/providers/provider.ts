import type { MakingTools, Rate, Reach, Resend } from '../pipeline/runner/vendor';
import type { Capability } from '../pipeline/values/capability';
import type { MediaKind } from '../pipeline/values/media-type';
import type { Documented } from './documented';

/** A word that a vendor needs of whoever runs the server, by the name of its variable. */
export interface Setting {
  readonly name: string;
  /** SECRET: never shown. URL: where it is asked. WORD: anything else. */
  readonly is: 'SECRET' | 'URL' | 'WORD';
  /** Null: the vendor is not configured without it. */
  readonly otherwise: string | null;
  readonly about: string;
}

export interface Price {
  /** What it will most likely cost. Where a vendor counts what we can count ourselves, it is the ceiling too. */
  readonly expectedMicros: bigint;
  /** The most that it can cost: so much is set aside before the call. */
  readonly ceilingMicros: bigint;
}

export interface Model {
  /** The vendor's own name for it. */
  readonly name: string;
  /** As people read it: `$0.30 per 1,000 characters`. */
  readonly price: string;
  /** Long texts, durations, sizes: what the port says of them, as data that the API shows. */
  readonly limits: object;
}

/** Bytes in memory, or a file that is taken over and may be gone afterwards. */
export type Media = Uint8Array | { readonly file: string };

export interface Downloaded {
  readonly media: Media;
  readonly mimeType: string;
}

/** What a vendor may use of the server it works for. */
export interface Means {
  /** As configured, or what it is otherwise. */
  setting(name: string): string;
  /** For SDKs and plain calls: leads to where the configuration leads, follows no redirect, and no reply is endless. */
  readonly fetch: typeof fetch;
  /** The same text without our keys: for whatever a vendor said that is written down. */
  readonly mask: (text: string) => string;
  /** Fetches what a reply names. Only hosts of the open internet, and those that the configuration allows. */
  download(url: string, wanted: { readonly kind: MediaKind; readonly signal: AbortSignal }): Promise<Downloaded>;
}

export interface Call<M extends Model> extends MakingTools {
  readonly model: M;
  readonly means: Means;
}

/** What every result says besides what was made. */
export interface Billed {
  /** By what the vendor says it counted, or else by what was ordered. */
  readonly costMicros: bigint;
}

/** What any vendor of a port declares. `T`: what a price depends on, `M`: the model. */
interface Terms<T, M extends Model> {
  /** The house: `elevenlabs`. A provider's name is the house and the capability, `elevenlabs-speech`. */
  readonly vendor: string;
  /** The word for `asset.source`; the house unless told otherwise. */
  readonly source?: string;
  /** NETWORK unless told otherwise. */
  readonly reach?: Reach;
  readonly settings: readonly Setting[];
  /** The first is asked where nobody names one. */
  readonly models: readonly M[];
  readonly resend: Resend;
  /** How many calls at once, over all machines. */
  readonly atOnce: number;
  readonly rate?: Rate;
  /** Given up after so long without an answer. */
  readonly timeoutSeconds: number;
  /** It is asked only where a wish names it. */
  readonly isOffByDefault?: boolean;
  price(terms: T, model: M): Price;
  /** Whether a model can do what is asked; all of them unless told otherwise. */
  serves?(terms: T, model: M): boolean;
  /** Costs nothing and fails like any other call: whether the key is taken. */
  check?(call: Pick<Call<M>, 'means' | 'signal'>): Promise<void>;
  /** What its documentation says that it answers. The contract suite replays it; one that never calls out has none. */
  readonly documented?: Documented;
  /** Loads what takes long to load: when a server begins that is configured for it, and not in the midst of its work. */
  load?(): void;
  /** Ends what it keeps open. */
  close?(): Promise<void>;
}

interface AnsweringAtOnce<R, A, M extends Model> {
  readonly answers: 'at once';
  make(request: R, call: Call<M>): Promise<A>;
}

interface AnsweringLater<R, A, M extends Model> {
  readonly answers: 'later';
  readonly pollSeconds: number;
  /** Its own name for the job, short enough to be written down. */
  submit(request: R, call: Call<M>): Promise<string>;
  /** Null: not yet. */
  poll(externalId: string, request: R, call: Call<M>): Promise<A | null>;
  /** True: it confirms that nothing more is done or billed. */
  cancel(externalId: string, call: Pick<Call<M>, 'means' | 'signal'>): Promise<boolean>;
}

export type Declaration<T, R extends T, A extends Billed, M extends Model> = Terms<T, M> &
  (AnsweringAtOnce<R, A, M> | AnsweringLater<R, A, M>);

/** A declaration with all that goes without saying. */
export type Provider<T, R extends T, A extends Billed, M extends Model> = Declaration<T, R, A, M> & {
  readonly capability: Capability;
  readonly name: string;
  readonly source: string;
  readonly reach: Reach;
};

const HOUSE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What is wrong with a declaration is found when the program starts, and not when money is spent. */
export function defineProvider<T, R extends T, A extends Billed, M extends Model>(
  capability: Capability,
  declaration: Declaration<T, R, A, M>,
): Provider<T, R, A, M> {
  const { vendor, models, atOnce, timeoutSeconds } = declaration;
  const name = `${vendor}-${capability.toLowerCase()}`;
  const names = models.map((model) => model.name);
  if (!HOUSE.test(vendor)) throw new Error(`A vendor is named in small letters, digits and hyphens: ${vendor}.`);
  if (names.length === 0 || new Set(names).size < names.length)
    throw new Error(`${name} needs models, each of a name of its own.`);
  if (!(atOnce >= 1) || !(timeoutSeconds > 0)) throw new Error(`${name} says how much at once, and how long.`);
  return { reach: 'NETWORK', source: vendor, ...declaration, capability, name };
}

/** Of what a vendor needs, what the configuration does not say. */
export function missingSettings(settings: readonly Setting[], given: ReadonlyMap<string, string>): Setting[] {
  return settings.filter(({ name, otherwise }) => otherwise === null && !given.has(name));
}

export const secretKey = (name: string, about: string): Setting => ({ name, is: 'SECRET', otherwise: null, about });

export const baseUrl = (name: string, otherwise: string): Setting => {
  return { name, is: 'URL', otherwise, about: 'Where it is asked, such as a proxy of your own.' };
};
