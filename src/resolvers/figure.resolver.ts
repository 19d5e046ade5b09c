import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { importFigure, removeFigure, replaceFigure, updateFigure } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  ImportFigureInput,
  ImportFigurePayload,
  RemoveFigureInput,
  RemoveFigurePayload,
  ReplaceFigureInput,
  ReplaceFigurePayload,
  UpdateFigureInput,
  UpdateFigurePayload,
} from '../schema/figure';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

const FIGURE = ['input', 'figureId'];

@Resolver()
export class FigureResolver {
  @Needs('PRODUCER')
  @Mutation(() => ImportFigurePayload, {
    description:
      'A figure or table of a document, or of one script alone: the segments that name it first show it. It is APPROVED as it comes.',
  })
  async importFigure(
    @Arg('input', () => ImportFigureInput) input: ImportFigureInput,
    @Ctx() { studio, storage, caller }: Context,
  ): Promise<object> {
    const scriptId = input.scriptId && rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']);
    const documentId = input.documentId && rowIdOf('Document', input.documentId, ['input', 'documentId']);
    const uploadId = rowIdOf('Upload', input.uploadId, ['input', 'uploadId']);
    const asked = { ...input, scriptId, documentId, uploadId };
    return { figure: globalId('Figure', await importFigure({ ...studio, storage }, caller, asked)) };
  }

  @Needs('PRODUCER')
  @Mutation(() => ReplaceFigurePayload, {
    description:
      'Another picture of it, APPROVED as it comes: whatever shows the figure wants the new one from now on.',
  })
  async replaceFigure(
    @Arg('input', () => ReplaceFigureInput) input: ReplaceFigureInput,
    @Ctx() { studio, storage, caller }: Context,
  ): Promise<object> {
    const figureId = rowIdOf('Figure', input.figureId, FIGURE);
    const uploadId = rowIdOf('Upload', input.uploadId, ['input', 'uploadId']);
    const asked = { ...input, figureId, uploadId };
    return { figure: input.figureId, ...(await replaceFigure({ ...studio, storage }, caller, asked)) };
  }

  @Needs('PRODUCER')
  @Mutation(() => UpdateFigurePayload, { description: 'What is said of it, and the number by which it is meant.' })
  async updateFigure(
    @Arg('input', () => UpdateFigureInput) input: UpdateFigureInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const figureId = rowIdOf('Figure', input.figureId, FIGURE);
    return { figure: input.figureId, ...(await updateFigure(studio, caller, { ...input, figureId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RemoveFigurePayload, {
    description: 'Whatever its number means without it is shown instead, or nothing. Its takes stay with the project.',
  })
  async removeFigure(
    @Arg('input', () => RemoveFigureInput) input: RemoveFigureInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const figureId = rowIdOf('Figure', input.figureId, FIGURE);
    const { scriptId, documentId, staleCount } = await removeFigure(studio, caller, { figureId });
    return {
      script: scriptId && globalId('StructuredScript', scriptId),
      document: documentId && globalId('Document', documentId),
      staleCount,
    };
  }
}
