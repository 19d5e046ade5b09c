import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { listProviders, testProvider } from '../pipeline';
import type { Capability } from '../pipeline/values/capability';
import { CapabilityEnum } from '../schema/enums';
import { Provider, TestProviderInput, TestProviderPayload } from '../schema/provider';
import type { Context } from './context';
import type { Made } from './made';
import { Needs } from './needs';
import { shownProvider, shownTrial } from './provider-answers';

@Resolver()
export class ProviderResolver {
  @Needs('VIEWER')
  @Query(() => [Provider], {
    description:
      'Everybody whom this release knows, configured or not, by capability in the order in which they are asked.',
  })
  async providers(
    @Arg('capability', () => CapabilityEnum, { nullable: true }) capability: Capability | null,
    @Ctx() { studio, providers: desk, caller }: Context,
  ): Promise<Made[]> {
    return (await listProviders({ studio, desk, caller }, capability)).map(shownProvider);
  }

  @Needs('ADMIN')
  @Mutation(() => TestProviderPayload, {
    description: 'Tries a supplier: its key, and something small where that may cost something. Nothing of it is kept.',
  })
  async testProvider(
    @Arg('input', () => TestProviderInput) input: TestProviderInput,
    @Ctx() { studio, providers: desk, caller }: Context,
  ): Promise<object> {
    return shownTrial(
      await testProvider({ studio, desk, caller }, input),
      await listProviders({ studio, desk, caller }),
    );
  }
}
