import type { DataSource } from 'typeorm';
import type { Storage } from '../../storage/storage';
import type { Keys } from '../values/keyless';
import type { Workshop } from './take-in-hand.verb';
import type { Wanted } from './wanted.tool';
import type { Watch } from './watch';

/** What wakes those who follow a log; see server/log-signals.ts. */
export interface Wakes {
  version(topic: string): number;
  past(topic: string, version: number, signal: AbortSignal): Promise<void>;
}

export interface EngineLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export interface Hall extends Workshop<DataSource> {
  readonly storage: Storage;
  readonly wakes: Wakes;
  readonly log: EngineLog;
  readonly watch: Watch;
  readonly wanted: Wanted;
  /** What no supplier's work may have in it. */
  readonly keys?: Keys;
}
