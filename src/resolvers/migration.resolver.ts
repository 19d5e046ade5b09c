import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  type ImportAnswer,
  importAssetManifest,
  importLibrary,
  importRunDirectory,
  registerFigures,
  registerFromRun,
} from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  ImportAssetManifestInput,
  ImportAssetManifestPayload,
  ImportLibraryInput,
  ImportLibraryPayload,
  ImportRunDirectoryInput,
  ImportRunDirectoryPayload,
  RegisterFiguresInput,
  RegisterFiguresPayload,
  RegisterFromRunInput,
  RegisterFromRunPayload,
} from '../schema/migration';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

interface Asked {
  readonly uploadId: string;
  readonly scriptId?: string | null;
}

function inScript<T extends Asked & { readonly scriptId: string }>(input: T) {
  const scriptId = rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']);
  return { ...input, scriptId, uploadId: rowIdOf('Upload', input.uploadId, ['input', 'uploadId']) };
}

function inProject<T extends Asked & { readonly projectId: string }>(input: T) {
  const { scriptId, uploadId } = input;
  return {
    ...input,
    projectId: rowIdOf('Project', input.projectId, ['input', 'projectId']),
    scriptId: scriptId ? rowIdOf('StructuredScript', scriptId, ['input', 'scriptId']) : null,
    uploadId: rowIdOf('Upload', uploadId, ['input', 'uploadId']),
  };
}

const desk = ({ studio, storage, ffmpeg }: Context) => ({ ...studio, storage, ffmpeg });
const payload = ({ scriptId, ...answer }: ImportAnswer) => ({
  script: globalId('StructuredScript', scriptId),
  ...answer,
});

@Resolver()
export class MigrationResolver {
  @Needs('PRODUCER')
  @Mutation(() => ImportRunDirectoryPayload, {
    description:
      'The directory of a run: its script, its content library, its manifest (v1 or v2), and its audio and images by their names.',
  })
  async importRunDirectory(
    @Arg('input', () => ImportRunDirectoryInput) input: ImportRunDirectoryInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payload(await importRunDirectory(desk(context), context.caller, inProject(input)));
  }

  @Needs('PRODUCER')
  @Mutation(() => ImportAssetManifestPayload, {
    description: 'An `asset_manifest.json`, v1 or v2, and the files that it names.',
  })
  async importAssetManifest(
    @Arg('input', () => ImportAssetManifestInput) input: ImportAssetManifestInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payload(await importAssetManifest(desk(context), context.caller, inProject(input)));
  }

  @Needs('PRODUCER')
  @Mutation(() => ImportLibraryPayload, {
    description:
      'A content library: `library.json`, `metadata/`, and the folders of its media, with the states they are in.',
  })
  async importLibrary(
    @Arg('input', () => ImportLibraryInput) input: ImportLibraryInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payload(await importLibrary(desk(context), context.caller, inProject(input)));
  }

  @Needs('PRODUCER')
  @Mutation(() => RegisterFromRunPayload, {
    description: 'The media of a run by the names of their files, as drafts: `audio_000.mp3` is of segment 1.',
  })
  async registerFromRun(
    @Arg('input', () => RegisterFromRunInput) input: RegisterFromRunInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payload(await registerFromRun(desk(context), context.caller, inScript(input)));
  }

  @Needs('PRODUCER')
  @Mutation(() => RegisterFiguresPayload, {
    description: 'The figures and tables of a knowledge base, by their captions. They are APPROVED as they come.',
  })
  async registerFigures(
    @Arg('input', () => RegisterFiguresInput) input: RegisterFiguresInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payload(await registerFigures(desk(context), context.caller, inScript(input)));
  }
}
