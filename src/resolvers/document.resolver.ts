import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { ingestDocument, removeDocument, setSources, updateDocument } from '../pipeline';
import { globalId } from '../pipeline/values/global-id';
import {
  Document,
  IngestDocumentInput,
  IngestDocumentPayload,
  RemoveDocumentInput,
  RemoveDocumentPayload,
  SetSourcesInput,
  SetSourcesPayload,
  UpdateDocumentInput,
  UpdateDocumentPayload,
} from '../schema/document';
import type { Context } from './context';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

/** What scripts are written from. */
@Resolver()
export class DocumentResolver {
  @Needs('VIEWER')
  @Query(() => Document, { nullable: true })
  document(
    @Arg('id', () => ID) _id: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  @Needs('PRODUCER')
  @Mutation(() => IngestDocumentPayload, {
    description:
      'A document out of an uploaded PDF, Markdown, HTML or plain text: its atoms, its concepts and its figures, whose pictures are APPROVED as they come. The same bytes again are the document that is there.',
  })
  async ingestDocument(
    @Arg('input', () => IngestDocumentInput) input: IngestDocumentInput,
    @Ctx() { studio, storage, readers, caller }: Context,
  ): Promise<object> {
    const projectId = rowIdOf('Project', input.projectId, ['input', 'projectId']);
    const uploadId = rowIdOf('Upload', input.uploadId, ['input', 'uploadId']);
    const desk = { ...studio, storage, readers };
    return { document: globalId('Document', await ingestDocument(desk, caller, { ...input, projectId, uploadId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => UpdateDocumentPayload, { description: 'What it is called, and how films name it.' })
  async updateDocument(
    @Arg('input', () => UpdateDocumentInput) input: UpdateDocumentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const documentId = rowIdOf('Document', input.documentId, ['input', 'documentId']);
    return { document: input.documentId, ...(await updateDocument(studio, caller, { ...input, documentId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => RemoveDocumentPayload, {
    description: 'A document that no script is written from. The takes of its figures stay with the project.',
  })
  async removeDocument(
    @Arg('input', () => RemoveDocumentInput) input: RemoveDocumentInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const documentId = rowIdOf('Document', input.documentId, ['input', 'documentId']);
    return { project: globalId('Project', await removeDocument(studio, caller, { documentId })) };
  }

  @Needs('PRODUCER')
  @Mutation(() => SetSourcesPayload, {
    description: 'What a script is written from: which figures its segments mean, and what its pages show, follows.',
  })
  async setSources(
    @Arg('input', () => SetSourcesInput) input: SetSourcesInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const scriptId = rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']);
    const documentIds = input.documentIds.map((id) => rowIdOf('Document', id, ['input', 'documentIds']));
    return { script: input.scriptId, ...(await setSources(studio, caller, { ...input, scriptId, documentIds })) };
  }
}
