import type { Capability } from '../values/capability';

export interface ListedModel {
  readonly name: string;
  readonly price: string;
  readonly limits: object;
}

export interface ListedSetting {
  readonly name: string;
  readonly about: string;
  readonly isSecret: boolean;
  /** Whether the vendor does without. */
  readonly isNeeded: boolean;
  /** Whether this server was told. What it was told is shown to nobody. */
  readonly isGiven: boolean;
}

/** A provider as this server knows it. */
export interface ListedProvider {
  readonly name: string;
  readonly vendor: string;
  readonly capability: Capability;
  readonly isOffline: boolean;
  readonly isOffByDefault: boolean;
  readonly models: readonly ListedModel[];
  /** By which people may ask for them; none of whoever does not speak. */
  readonly voices: readonly string[];
  readonly settings: readonly ListedSetting[];
}

export interface TrialCall {
  readonly signal: AbortSignal;
  readonly idempotencyKey: string;
}

/** What a trial may ask of one provider. */
export interface Trial {
  /** The most that a small order costs; null: there is none that says much. */
  readonly ceilingMicros: bigint | null;
  readonly timeoutSeconds: number;
  /** Null: nothing but an order tells. */
  readonly check: ((signal: AbortSignal) => Promise<void>) | null;
  /** A small order. Answers what it cost. */
  make(call: TrialCall): Promise<bigint>;
}

/** What the verbs of suppliers are given: whatever knows of settings and of vendors. */
export interface ProviderDesk {
  /** By capability, each in the order in which they are asked. */
  list(): Promise<readonly ListedProvider[]>;
  /** Of one that is configured. */
  trialOf(name: string): Promise<Trial | null>;
}

export const missingOf = ({ settings }: Pick<ListedProvider, 'settings'>): string[] =>
  settings.filter(({ isNeeded, isGiven }) => isNeeded && !isGiven).map(({ name }) => name);
