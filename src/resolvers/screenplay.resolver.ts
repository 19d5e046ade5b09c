import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { importScreenplay, textOfScreenplay } from '../pipeline';
import type { KeptText, ScreenplayFormat } from '../pipeline/screenplay/screenplay';
import { globalId } from '../pipeline/values/global-id';
import { ScreenplayFormatEnum } from '../schema/enums';
import { ImportScreenplayInput, ImportScreenplayPayload, Screenplay, ScreenplayRevision } from '../schema/screenplay';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

@Resolver(() => Screenplay)
export class ScreenplayResolver {
  @Needs('VIEWER')
  @Query(() => Screenplay, { nullable: true })
  screenplay(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  /** The read leaves the text as it came in, and its format, in a hidden key. */
  @FieldResolver(() => String)
  text(
    @Root() screenplay: { ' text': KeptText },
    @Arg('format', () => ScreenplayFormatEnum, { defaultValue: 'FOUNTAIN' }) format: ScreenplayFormat,
  ): string {
    return textOfScreenplay(screenplay[' text'], format);
  }

  @Needs('PRODUCER')
  @Mutation(() => ImportScreenplayPayload, {
    description:
      'A screenplay out of a text or an uploaded file, kept to the letter. `breakDownScreenplay` makes shots of it; what is imported as a new text of another changes no shot until then.',
  })
  async importScreenplay(
    @Arg('input', () => ImportScreenplayInput) input: ImportScreenplayInput,
    @Ctx() { studio, storage, caller }: Context,
  ): Promise<object> {
    const { uploadId, replacesScreenplayId: replaced } = input;
    const asked = {
      ...input,
      projectId: rowIdOf('Project', input.projectId, ['input', 'projectId']),
      uploadId: uploadId ? rowIdOf('Upload', uploadId, ['input', 'uploadId']) : null,
      replacesScreenplayId: replaced ? rowIdOf('Screenplay', replaced, ['input', 'replacesScreenplayId']) : null,
    };
    return { screenplay: globalId('Screenplay', await importScreenplay({ ...studio, storage }, caller, asked)) };
  }
}

@Resolver(() => ScreenplayRevision)
export class ScreenplayRevisionResolver {
  @FieldResolver(() => String)
  text(
    @Root() revision: { ' text': KeptText },
    @Arg('format', () => ScreenplayFormatEnum, { defaultValue: 'FOUNTAIN' }) format: ScreenplayFormat,
  ): string {
    return textOfScreenplay(revision[' text'], format);
  }
}
