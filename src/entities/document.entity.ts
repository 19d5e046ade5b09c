import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { DocumentGraph } from '../pipeline/knowledge/atom';
import { DOCUMENT_KINDS, type DocumentKind } from '../pipeline/knowledge/document';
import { MimeTypeColumn, Sha256Column, Word } from './columns';
import { Project } from './project.entity';
import { StructuredScript } from './structured-script.entity';

/** A paper or another text that scripts are written from, as it was read when it came. The same bytes are one document of a project. */
@Entity()
@Unique('uq_document_content', ['projectId', 'sha256'])
@Index('ix_document_project', ['projectId', 'id'])
@Check('ck_document_pages', 'page_count >= 1')
export class Document {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') title: string;
  @Column('text', { nullable: true }) attribution: string | null; // as a film names it: `Okafor and Lind, 2025`
  @Word(DOCUMENT_KINDS) kind: DocumentKind;
  @Sha256Column() sha256: string; // of the file that it came in
  @Column('bigint') bytes: string;
  @MimeTypeColumn() mimeType: string;
  @Column('text') fileName: string; // as its owner calls it: never a path of ours
  @Column('text', { array: true, default: [] }) authors: string[];
  @Column('text', { nullable: true }) date: string | null; // as it is printed
  @Column('int') pageCount: number;
  @Column('text', { default: 'en' }) language: string;
  @Column('jsonb') summaries: DocumentGraph['summaries'];
  @Column('text', { array: true, default: [] }) warnings: string[]; // what could not be read
  @Column('timestamptz') createdAt: Date;
  @Column('text') createdBy: string;
}

/** What a script is written from, the main source first. */
@Entity()
@Index('ix_script_document_document', ['documentId'])
export class ScriptDocument {
  @PrimaryColumn('uuid') scriptId: string;
  @ManyToOne(() => StructuredScript) @JoinColumn() script: Relation<StructuredScript>;
  @PrimaryColumn('uuid') documentId: string;
  @ManyToOne(() => Document) @JoinColumn() document: Relation<Document>;
  @Column('int') position: number;
  @Column('uuid') projectId: string;
}
