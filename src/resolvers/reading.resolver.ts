import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Asset } from '../schema/asset';
import { Node } from '../schema/node';
import { Viewer } from '../schema/token';
import type { Context } from './context';
import { Needs } from './needs';

/** Where reads begin that no mutation stands beside yet. Each is the same expression: the compiler knows the rest. */
@Resolver()
export class ReadingResolver {
  @Needs('VIEWER')
  @Query(() => Node, { nullable: true, description: 'Whatever has this id; null where there is nothing for you.' })
  node(@Arg('id', () => ID) _: string, @Ctx() { reads }: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('VIEWER')
  @Query(() => [Node], { nullable: 'items', description: 'In the order of the ids; at most 250.' })
  nodes(
    @Arg('ids', () => [ID]) _: string[],
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('VIEWER')
  @Query(() => Viewer)
  viewer(@Ctx() { reads }: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('VIEWER')
  @Query(() => Asset, { nullable: true })
  asset(@Arg('id', () => ID) _: string, @Ctx() { reads }: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return reads.root(info);
  }
}
