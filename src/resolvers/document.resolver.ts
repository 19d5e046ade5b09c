import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Document } from '../schema/document';
import type { Context } from './context';
import { Needs } from './needs';

@Resolver()
export class DocumentResolver {
  @Needs('VIEWER')
  @Query(() => Document, { nullable: true })
  document(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }
}
