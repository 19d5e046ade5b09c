import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import {
  AtomKindEnum,
  AtomZoneEnum,
  BlockKindEnum,
  ConceptKindEnum,
  DocumentKindEnum,
  LinkRelationEnum,
} from './enums';
import { Figure } from './figure';
import { Node } from './node';
import { ByteCountScalar, DateTimeScalar, Sha256Scalar } from './scalars';
import { StructuredScript, StructuredScriptConnection } from './script';
import { Payload } from './user-error';

@Noun('What a document says, in its own words.')
export class DocumentSummaries {
  @Field(() => String, { description: 'A sentence.' }) short: string;
  @Field(() => String, { description: 'A paragraph.' }) medium: string;
  @Field(() => String, { description: 'A page.' }) long: string;
}

@Noun('A topic or an entity of one document.')
export class DocumentConcept {
  @Field(() => ConceptKindEnum) kind: string;
  @Field(() => String, { description: 'By which documents share it: lower case, singular, without articles.' })
  key: string;
  @Field(() => String, { description: 'As it is written most often.' }) name: string;
  @Field(() => Int, { description: 'In how many atoms of the body.' }) count: number;
  @Field(() => Float, { description: '0 to 1: how much the document is about it.' }) weight: number;
}

@Noun('A place on a page, in points from its left and its top.')
export class Box {
  @Field(() => Float) left: number;
  @Field(() => Float) top: number;
  @Field(() => Float) width: number;
  @Field(() => Float) height: number;
}

@Noun('The smallest part of a document that may be quoted, cited or shown.', Node)
export class Atom extends Node {
  @Field(noun('Document')) document: object;
  @Field(() => Int, { description: 'In reading order, from 0.' }) position: number;
  @Field(() => AtomKindEnum) kind: string;
  @Field(() => AtomZoneEnum) zone: string;
  @Field(() => String, { description: 'Of a figure, chart, diagram or table: its caption.' }) text: string;
  @Field(() => Int, { description: 'From 1; formats without pages have one.' }) page: number;
  @Field(() => Box, { nullable: true, description: 'Null where the format has no places.' }) box: Box | null;
  @Field(() => String, { nullable: true, description: 'The heading that it stands under.' }) section: string | null;
  @Field(() => Atom, { nullable: true, description: 'That heading.' }) parent: object | null;
  @Field(() => Float, { description: '0 to 1.' }) importance: number;
  @Field(() => [String], { description: 'Keys of topics of its document.' }) topics: string[];
  @Field(() => [String], { description: 'Keys of entities of its document.' }) entities: string[];
  @Field(() => Figure, { nullable: true, description: 'Which figure it is.' }) figure: object | null;
  @Field(() => BlockKindEnum, {
    nullable: true,
    description: 'What it was where it was read, where that is more than its kind says: a list item is a paragraph.',
  })
  form: string | null;
  @Page(() => AtomLinkConnection, 'From and to atoms of other documents, the strongest first.')
  @Argument('relation', () => LinkRelationEnum, { nullable: true })
  links: object;
}

@Noun('An atom of one document beside one of another.', Node)
export class AtomLink extends Node {
  @Field(() => Atom) from: object;
  @Field(() => Atom) to: object;
  @Field(() => LinkRelationEnum) relation: string;
  @Field(() => Float, { description: '0 to 1.' }) strength: number;
  @Field(() => String, { description: 'Why, in words of both.' }) because: string;
}

export const AtomConnection = connectionOf('Atom', () => Atom);
export const AtomLinkConnection = connectionOf('AtomLink', () => AtomLink);

@Noun('A paper or another text that scripts are written from.', Node)
export class Document extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => String) title: string;
  @Field(() => String, {
    nullable: true,
    description: 'As a film names it: “Okafor and Lind, 2025”; null: by its title.',
  })
  attribution: string | null;
  @Field(() => DocumentKindEnum) kind: string;
  @Field(() => Sha256Scalar, { description: 'Of the file that it came in.' }) sha256: string;
  @Field(() => ByteCountScalar) bytes: number;
  @Field(() => String) fileName: string;
  @Field(() => [String]) authors: string[];
  @Field(() => String, { nullable: true, description: 'As it is printed.' }) date: string | null;
  @Field(() => Int) pages: number;
  @Field(() => String, { description: 'BCP 47.' }) language: string;
  @Field(() => [String], { description: 'What could not be read.' }) warnings: string[];
  @Field(() => DocumentSummaries) summaries: DocumentSummaries;
  @Field(() => DateTimeScalar) createdAt: string;
  @Field(() => String) createdBy: string;
  @Field(() => [Figure], { description: 'By kind and number.' }) figures: object[];
  @Page(() => AtomConnection, 'In reading order.')
  @Argument('kinds', () => [AtomKindEnum], { nullable: true })
  @Argument('zones', () => [AtomZoneEnum], { nullable: true })
  @Argument('page', () => Int, { nullable: true })
  @Argument('text', () => String, { nullable: true })
  atoms: object;
  @Field(() => [DocumentConcept], { description: 'What it is most about first.' }) topics: DocumentConcept[];
  @Field(() => [DocumentConcept], { description: 'What it names, the most important first.' })
  entities: DocumentConcept[];
  @Page(() => StructuredScriptConnection, 'The scripts that have it for a source, newest first.') scripts: object;
}

export const DocumentConnection = connectionOf('Document', () => Document);

@Noun('A topic or an entity over all documents of a project.')
export class Concept {
  @Field(() => ConceptKindEnum) kind: string;
  @Field(() => String) key: string;
  @Field(() => String) name: string;
  @Field(() => Float, { description: '0 to 1: of the document that is most about it.' }) weight: number;
  @Field(() => Int, { description: 'Of all documents together.' }) atomCount: number;
  @Field(() => [Document], { description: 'Those that share it.' }) documents: object[];
}

export const ConceptConnection = connectionOf('Concept', () => Concept);

@Noun('What the documents of a project say together.')
export class Knowledge {
  @Page(() => ConceptConnection, 'What most documents share first.')
  @Argument('kind', () => ConceptKindEnum, { nullable: true })
  concepts: object;
  @Page(() => AtomLinkConnection, 'The strongest first.')
  @Argument('relation', () => LinkRelationEnum, { nullable: true })
  links: object;
}

@InputType()
export class IngestDocumentInput {
  @Field(() => ID) projectId: string;
  @Field(() => ID, {
    description:
      'Of a `createUpload` of a PDF, Markdown, HTML or plain text for the same project, whose bytes have come.',
  })
  uploadId: string;
  @Field(() => String, {
    nullable: true,
    description: 'At most 300 characters. Unless given it is what the document says.',
  })
  title?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'As a film names it: “Okafor and Lind, 2025”. At most 200 characters.',
  })
  attribution?: string | null;
  @Field(() => String) idempotencyKey: string;
}

@Noun('The document, or why it was refused.', Payload)
export class IngestDocumentPayload extends Payload {
  @Field(() => Document, { nullable: true }) document: object | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateDocumentInput {
  @Field(() => ID) documentId: string;
  @Field(() => String, { nullable: true, description: 'At most 300 characters.' }) title?: string | null;
  @Field(() => String, { nullable: true, description: 'At most 200 characters; null takes it away.' })
  attribution?: string | null;
}

@Noun('The document as it is now, or why it was refused.', Payload)
export class UpdateDocumentPayload extends Payload {
  @Field(() => Document, { nullable: true }) document: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now: pages say where a figure is from.' })
  staleCount: number | null;
}

@InputType()
export class RemoveDocumentInput {
  @Field(() => ID) documentId: string;
}

@Noun('The project without it, or why it was refused.', Payload)
export class RemoveDocumentPayload extends Payload {
  @Field(noun('Project'), { nullable: true }) project: object | null;
}

@InputType()
export class SetSourcesInput {
  @Field(() => ID) scriptId: string;
  @Field(() => [ID], { description: 'All of them, the main one first; at most 50.' }) documentIds: string[];
  @Field(() => Int, { description: 'The `lockVersion` of the script as you have seen it.' }) expectedVersion: number;
}

@Noun('The script with its sources, or why that was refused.', Payload)
export class SetSourcesPayload extends Payload {
  @Field(() => StructuredScript, { nullable: true }) script: object | null;
  @Field(() => Int, { nullable: true, description: 'Takes that are stale now.' }) staleCount: number | null;
}
