import type { EntityManager } from 'typeorm';
import type { Made, MakeOrder } from './order';
import type { JobType } from './run';

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
}

export interface CopiedTake {
  readonly fromAssetId: string;
  readonly assetId: string;
  readonly slotId: string;
  readonly durationSeconds: number | null;
}

/** How jobs of one type are done that make an asset: the runner knows no more of media than this. */
export interface MakingTrade {
  readonly does: 'make';
  readonly supplier: { readonly name: string; readonly model: string };
  /** The word for `asset.source`. */
  readonly source: string;
  /** How many orders of this supplier one process carries out at once. */
  readonly atOnce: number;
  make(order: MakeOrder, tools: MakingTools): Promise<Delivery>;
  /** What more is to be written when the take is registered, in the same transaction. */
  registered?(manager: EntityManager, taken: { order: MakeOrder; made: Made; assetId: string }): Promise<void>;
  /** The same where a take of another slot became one of this slot: what was written then is true of it too. */
  copied?(manager: EntityManager, copy: CopiedTake): Promise<void>;
}

/** How jobs of one type are done that only write rows: one transaction, which may be asked for again after a crash. */
export interface WritingTrade {
  readonly does: 'write';
  write(manager: EntityManager, job: { id: string; runId: string; projectId: string }): Promise<void>;
}

export type Trade = MakingTrade | WritingTrade;
export type Trades = Readonly<Partial<Record<JobType, Trade>>>;
