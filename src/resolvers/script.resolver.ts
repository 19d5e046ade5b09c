import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { flatText, importScript } from '../pipeline';
import { type ManifestRows, manifestFromRows } from '../pipeline/library/legacy/manifest-rows';
import { manifestV2 } from '../pipeline/library/legacy/manifest-v2';
import type { ScriptFormat } from '../pipeline/script/segment';
import { globalId } from '../pipeline/values/global-id';
import { ScriptFormatEnum } from '../schema/enums';
import { JsonScalar } from '../schema/scalars';
import { ImportScriptInput, ImportScriptPayload, StructuredScript } from '../schema/script';
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

  /** The read leaves the segments' texts in a hidden key; see `computed` in reads/tables/script.ts. */
  @FieldResolver(() => String)
  text(
    @Root() script: { ' text': string[] | null },
    @Arg('format', () => ScriptFormatEnum, { defaultValue: 'FLAT' }) _format: ScriptFormat,
  ): string {
    return flatText(script[' text'] ?? []);
  }

  @FieldResolver(() => JsonScalar)
  assetManifest(@Root() script: { ' assetManifest': ManifestRows }): object {
    return manifestV2(manifestFromRows(script[' assetManifest']));
  }

  @Needs('PRODUCER')
  @Mutation(() => ImportScriptPayload, {
    description: 'A script out of text, one segment a paragraph, each with its places to fill.',
  })
  async importScript(
    @Arg('input', () => ImportScriptInput) input: ImportScriptInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const asked = { ...input, projectId: rowIdOf('Project', input.projectId, ['input', 'projectId']) };
    return { script: globalId('StructuredScript', await importScript(studio, caller, asked)) };
  }
}
