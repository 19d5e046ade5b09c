import type { EntityManager } from 'typeorm';
import type { Capability } from '../values/capability';
import type { Made, MakeOrder } from './order';
import type { JobType } from './run';
import type { Vendor } from './vendor';

export interface CopiedTake {
  readonly fromAssetId: string;
  readonly assetId: string;
  readonly slotId: string;
  readonly durationSeconds: number | null;
}

/** How jobs of one type are done that make an asset: the runner knows no more of media than this. */
export interface MakingTrade {
  readonly does: 'make';
  readonly capability: Capability;
  /** In order of preference; who comes later is asked when those before failed. */
  readonly vendors: readonly Vendor[];
  /** What more is to be written when the take is registered, in the same transaction. */
  registered?(manager: EntityManager, taken: { order: MakeOrder; made: Made; assetId: string }): Promise<void>;
  /** The same where a take of another slot became one of this slot: what was written then is true of it too. */
  copied?(manager: EntityManager, copy: CopiedTake): Promise<void>;
}

/** How jobs of one type are done that only write rows, in the transaction that begins and ends them. */
export interface WritingTrade {
  readonly does: 'write';
  write(manager: EntityManager, job: { id: string; runId: string; projectId: string }): Promise<void>;
}

export type Trade = MakingTrade | WritingTrade;
export type Trades = Readonly<Partial<Record<JobType, Trade>>>;
