import type { GraphQLResolveInfo } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Caller, importFigure, Studio } from '../pipeline';
import type { GlobalId } from '../pipeline/values/global-id';
import type { TreeReads } from '../reads/reads';

/** What every resolver is given. */
export interface Context {
  readonly caller: Caller;
  readonly studio: Studio<DataSource>;
  readonly reads: TreeReads;
  readonly storage: Parameters<typeof importFigure>[0]['storage'];
  /** Takes one PUT until then. */
  readonly uploadUrl: (uploadId: GlobalId, expiresAt: Date) => string;
  /** A project's log from a number on, and then live; by row id. */
  readonly followProject: (projectId: string, afterSeq: number, info: GraphQLResolveInfo) => AsyncIterable<unknown>;
}
