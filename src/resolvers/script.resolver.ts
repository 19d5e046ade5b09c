import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { importScript, textOfScript } from '../pipeline';
import { type ManifestRows, manifestFromRows } from '../pipeline/library/legacy/manifest-rows';
import { manifestV2 } from '../pipeline/library/legacy/manifest-v2';
import type { ScriptFormat } from '../pipeline/script/segment';
import { globalId } from '../pipeline/values/global-id';
import { ScriptFormatEnum } from '../schema/enums';
import { JsonScalar } from '../schema/scalars';
import { ImportScriptInput, ImportScriptPayload, ScriptRevision, StructuredScript } from '../schema/script';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

@Resolver(() => StructuredScript)
export class ScriptResolver {
  @Needs('VIEWER')
  @Query(() => StructuredScript, { nullable: true })
  script(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  /** The read leaves what the format says in a hidden key; see `writtenScript` in reads/tables/script.ts. */
  @FieldResolver(() => String)
  text(
    @Root() script: { ' text': Parameters<typeof textOfScript>[0] },
    @Arg('format', () => ScriptFormatEnum, { defaultValue: 'FLAT' }) format: ScriptFormat,
  ): string {
    return textOfScript(script[' text'], format);
  }

  @FieldResolver(() => JsonScalar)
  assetManifest(@Root() script: { ' assetManifest': ManifestRows }): object {
    return manifestV2(manifestFromRows(script[' assetManifest']));
  }

  @Needs('PRODUCER')
  @Mutation(() => ImportScriptPayload, {
    description:
      'A script out of a text or an uploaded file, one segment a paragraph, each with its places to fill. What the file does not say of a segment is guessed.',
  })
  async importScript(
    @Arg('input', () => ImportScriptInput) input: ImportScriptInput,
    @Ctx() { studio, storage, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    const uploadId = input.uploadId && rowIdOf('Upload', input.uploadId, ['input', 'uploadId']);
    const documentIds = input.documentIds?.map((id) => rowIdOf('Document', id, ['input', 'documentIds']));
    const asked = { ...input, projectId, documentIds, ...(uploadId ? { uploadId } : {}) };
    return { script: globalId('StructuredScript', await importScript({ ...studio, storage }, caller, asked)) };
  }
}

@Resolver(() => ScriptRevision)
export class ScriptRevisionResolver {
  @FieldResolver(() => String)
  text(
    @Root() revision: { ' text': Parameters<typeof textOfScript>[0] },
    @Arg('format', () => ScriptFormatEnum, { defaultValue: 'FLAT' }) format: ScriptFormat,
  ): string {
    return textOfScript(revision[' text'], format);
  }
}
