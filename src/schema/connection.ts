import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Noun } from './decorators';

@Noun('Where a page stands in its connection.')
export class PageInfo {
  @Field(() => Boolean) hasNextPage: boolean;
  @Field(() => Boolean) hasPreviousPage: boolean;
  @Field(() => String, { nullable: true }) startCursor: string | null;
  @Field(() => String, { nullable: true }) endCursor: string | null;
}

/** Relay's connection over one node type. `first` is 50 unless told otherwise and 250 at most; `totalCount` is counted only when asked. */
export function connectionOf(name: string, node: () => ClassType | object): ClassType {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class Edge {
    @Field(() => String) cursor: string;
    @Field(() => node() as ClassType) node: object;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class Connection {
    @Field(() => [Edge]) edges: Edge[];
    @Field(() => [node() as ClassType]) nodes: object[];
    @Field(() => PageInfo) pageInfo: PageInfo;
    @Field(() => Int, { description: 'Of the whole connection, not of the page.' }) totalCount: number;
  }
  return Connection;
}
