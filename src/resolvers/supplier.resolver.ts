import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { reopenSupplier } from '../pipeline';
import { ReopenSupplierInput, ReopenSupplierPayload, Supplier } from '../schema/supplier';
import type { Context } from './context';
import { Made } from './made';
import { Needs } from './needs';

@Resolver()
export class SupplierResolver {
  @Needs('VIEWER')
  @Query(() => [Supplier], { description: 'Those that were ever asked, by name.' })
  suppliers(@Ctx() { reads }: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('ADMIN')
  @Mutation(() => ReopenSupplierPayload, {
    description:
      'A supplier that was stopped may be asked again. Runs whose jobs failed for it are resumed with `resumeRun`.',
  })
  async reopenSupplier(
    @Arg('input', () => ReopenSupplierInput) input: ReopenSupplierInput,
    @Ctx() { studio }: Context,
  ): Promise<object> {
    return { supplier: new Made(await reopenSupplier(studio, input)) };
  }
}
