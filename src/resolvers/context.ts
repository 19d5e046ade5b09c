import type { GraphQLResolveInfo } from 'graphql';
import type { DataSource } from 'typeorm';
import type {
  Caller,
  DocumentReaders,
  ImportDesk,
  PlanningDesk,
  ProbeTools,
  ProviderDesk,
  Studio,
  WebhookDesk,
} from '../pipeline';
import type { Watch } from '../pipeline/runner/watch';
import type { GlobalId } from '../pipeline/values/global-id';
import type { TreeReads } from '../reads/reads';

/** A log from a number on, and then live; by its owner's row id. */
type Follow = (ownerId: string, afterSeq: number, info: GraphQLResolveInfo) => AsyncIterable<unknown>;

/** What every resolver is given. */
export interface Context {
  readonly caller: Caller;
  readonly studio: Studio<DataSource>;
  readonly reads: TreeReads;
  readonly watch: Watch;
  readonly followProject: Follow;
  readonly followRun: Follow;
  readonly storage: ImportDesk['storage'];
  readonly readers: DocumentReaders;
  /** For probes of what was brought; or why there is none. */
  readonly ffmpeg: () => Promise<ProbeTools['ffmpeg']>;
  readonly webhooks: WebhookDesk;
  readonly providers: ProviderDesk;
  /** Who helps where a treatment has no scenes of its own; null: nobody. */
  readonly planner: PlanningDesk['planner'];
  /** Takes one PUT until then. */
  readonly uploadUrl: (uploadId: GlobalId, expiresAt: Date) => string;
}
