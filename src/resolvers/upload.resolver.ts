import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { createUpload } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import { CreateUploadInput, CreateUploadPayload } from '../schema/upload';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

@Resolver()
export class UploadResolver {
  @Needs('PRODUCER')
  @Mutation(() => CreateUploadPayload, {
    description:
      'A signed URL that takes one PUT within an hour. What comes is probed: what does not decode is refused with the reason.',
  })
  async createUpload(
    @Arg('input', () => CreateUploadInput) input: CreateUploadInput,
    @Ctx() { studio, caller, uploadUrl }: Context,
  ): Promise<object> {
    const asked = { ...input, projectId: rowIdOf('Project', input.projectId, ['input', 'projectId']) };
    const { id, expiresAt } = await createUpload(studio, caller, asked);
    const uploadId = globalId('Upload', id);
    return { uploadId, url: uploadUrl(uploadId, expiresAt) };
  }
}
