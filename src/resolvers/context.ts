import type { GraphQLResolveInfo } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Caller, Studio } from '../pipeline';
import type { TreeReads } from '../reads/reads';

/** What every resolver is given. */
export interface Context {
  readonly caller: Caller;
  readonly studio: Studio<DataSource>;
  readonly reads: TreeReads;
  /** A project's log from a number on, and then live; by row id. */
  readonly followProject: (projectId: string, afterSeq: number, info: GraphQLResolveInfo) => AsyncIterable<unknown>;
}
