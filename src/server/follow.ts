import { PROJECT_LOG_CHANNEL, RUN_LOG_CHANNEL } from '../pipeline';
import type { EventReader } from '../reads/reads';

/** A log that can be followed: its lines' type, the column of whom it belongs to, and where it is said that it has grown. */
interface Log {
  readonly type: string;
  readonly owner: string;
  readonly channel: string;
}

export const PROJECT_LOG: Log = { type: 'ProjectEvent', owner: 'project_id', channel: PROJECT_LOG_CHANNEL };
export const RUN_LOG: Log = { type: 'RunEvent', owner: 'run_id', channel: RUN_LOG_CHANNEL };

/** Lines read at once: a client that was away for a day catches up in pages. */
export const LINES_A_PAGE = 200;

/** What a subscription follows, once its resolver knows that the caller may. */
export interface Followed {
  readonly topic: string;
  readonly afterSeq: number;
  /** Compiles the selection: who finds somebody to read for it does without. */
  reader(): EventReader;
}

/** A log from a number on, in order and once: what is there, then what comes. */
export type Follow = (followed: Followed) => AsyncIterable<unknown>;

/** Apollo refuses subscriptions before any of their resolvers runs. */
export const notOverHttp: Follow = () => {
  throw new Error('A log is followed over a socket.');
};
