import { Field, ID, InputType, Int } from 'type-graphql';
import type { MediaType } from '../pipeline/library/asset';
import { Face, Noun, noun } from './decorators';
import { AssetTypeEnum } from './enums';
import { Payload } from './user-error';

@InputType()
abstract class ImportInput {
  @Field(() => ID, {
    description: 'Of a `createUpload` for the same project: a zip of the directory, or its JSON file alone.',
  })
  uploadId: string;
  @Field(() => String) idempotencyKey: string;
}

@InputType()
abstract class ProjectImportInput extends ImportInput {
  @Field(() => ID) projectId: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Whose segments it is about. Left out, the script that is in the archive is imported, once.',
  })
  scriptId?: string | null;
}

@InputType()
abstract class ScriptImportInput extends ImportInput {
  @Field(() => ID) scriptId: string;
}

@InputType()
export class ImportRunDirectoryInput extends ProjectImportInput {
  @Field(() => String, { nullable: true, description: 'The name of the run, where it is not that of the directory.' })
  runId?: string | null;
}

@InputType()
export class ImportAssetManifestInput extends ProjectImportInput {
  @Field(() => String, { nullable: true, description: 'Where it lies, if not as `asset_manifest.json` at the top.' })
  manifestPath?: string | null;
}

@InputType()
export class ImportLibraryInput extends ProjectImportInput {}

@InputType()
export class RegisterFromRunInput extends ScriptImportInput {
  @Field(() => [AssetTypeEnum], { nullable: true, description: 'AUDIO and IMAGE unless others are named.' })
  types?: MediaType[] | null;
}

@InputType()
export class RegisterFiguresInput extends ScriptImportInput {}

@Noun('A file or an entry that could not be imported.')
export class UnreadableEntry {
  @Field(() => String) path: string;
  @Field(() => String) reason: string;
}

@Face('What an import found. What could be read was imported, or was there already; the rest is listed.', Payload)
export abstract class ImportReport extends Payload {
  @Field(noun('StructuredScript'), { nullable: true }) script: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are new.' }) importedCount: number | null;
  @Field(() => Int, { nullable: true, description: 'Takes that were there already: the same bytes in the same place.' })
  existingCount: number | null;
  @Field(() => [UnreadableEntry], { nullable: true, description: 'The first 1,000 of them.' })
  unreadable: UnreadableEntry[] | null;
  @Field(() => Int, { nullable: true }) unreadableCount: number | null;
}

@Noun('What became of a directory, or why it was refused.', [Payload, ImportReport])
export class ImportRunDirectoryPayload extends ImportReport {}

@Noun('What became of a manifest, or why it was refused.', [Payload, ImportReport])
export class ImportAssetManifestPayload extends ImportReport {}

@Noun('What became of a library, or why it was refused.', [Payload, ImportReport])
export class ImportLibraryPayload extends ImportReport {}

@Noun('What became of the media, or why they were refused.', [Payload, ImportReport])
export class RegisterFromRunPayload extends ImportReport {}

@Noun('What became of the figures, or why they were refused.', [Payload, ImportReport])
export class RegisterFiguresPayload extends ImportReport {}
