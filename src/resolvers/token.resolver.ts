import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { createToken } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import { CreateTokenInput, CreateTokenPayload } from '../schema/token';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

@Resolver()
export class TokenResolver {
  @Needs('ADMIN')
  @Mutation(() => CreateTokenPayload, { description: 'A token for a person or a program. It is shown once.' })
  async createToken(
    @Arg('input', () => CreateTokenInput) input: CreateTokenInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const projectIds = input.projectIds?.map((id) => rowIdOf('Project', id, ['input', 'projectIds'])) ?? null;
    const asked = { name: input.name, role: input.role, projectIds, expiresAt: input.expiresAt ?? null };
    const { tokenId, token } = await createToken(studio, caller, asked);
    return { tokenId: globalId('Token', tokenId), token };
  }
}
