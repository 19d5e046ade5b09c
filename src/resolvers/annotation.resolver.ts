import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { annotateAsset, resolveAnnotation } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  AnnotateAssetInput,
  AnnotateAssetPayload,
  ResolveAnnotationInput,
  ResolveAnnotationPayload,
} from '../schema/annotation';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

/** Notes about assets. They decide nothing. */
@Resolver()
export class AnnotationResolver {
  @Needs('REVIEWER')
  @Mutation(() => AnnotateAssetPayload, {
    description:
      'A note about an asset, with a stretch of it or a part of its picture. It does not keep it from approval.',
  })
  async annotateAsset(
    @Arg('input', () => AnnotateAssetInput) input: AnnotateAssetInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const assetId = rowIdOf('Asset', input.assetId, ['input', 'assetId']);
    return { annotation: globalId('Annotation', await annotateAsset(studio, caller, { ...input, assetId })) };
  }

  @Needs('REVIEWER')
  @Mutation(() => ResolveAnnotationPayload, { description: 'A note is resolved, or open again.' })
  async resolveAnnotation(
    @Arg('input', () => ResolveAnnotationInput) { annotationId: id, resolved }: ResolveAnnotationInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const annotationId = rowIdOf('Annotation', id, ['input', 'annotationId']);
    return { annotation: globalId('Annotation', await resolveAnnotation(studio, caller, { annotationId, resolved })) };
  }
}
