import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { importFigure } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import { ImportFigureInput, ImportFigurePayload } from '../schema/figure';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

@Resolver()
export class FigureResolver {
  @Needs('PRODUCER')
  @Mutation(() => ImportFigurePayload, {
    description:
      'A figure or table that the script may speak of: the segments that name it first show it. It is APPROVED as it comes.',
  })
  async importFigure(
    @Arg('input', () => ImportFigureInput) input: ImportFigureInput,
    @Ctx() { studio, storage, caller }: Context,
  ): Promise<object> {
    const scriptId = input.scriptId && rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']);
    const documentId = input.documentId && rowIdOf('Document', input.documentId, ['input', 'documentId']);
    const uploadId = rowIdOf('Upload', input.uploadId, ['input', 'uploadId']);
    return {
      figure: globalId(
        'Figure',
        await importFigure({ ...studio, storage }, caller, { ...input, scriptId, documentId, uploadId }),
      ),
    };
  }
}
