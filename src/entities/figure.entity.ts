import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { FIGURE_KINDS, type FigureKind } from '../pipeline/script/segment';
import { Word } from './columns';
import { Document } from './document.entity';
import { Project } from './project.entity';
import { StructuredScript } from './structured-script.entity';

/** A figure or table of a document or of a script; its picture fills the slot `picture`. */
@Entity()
@Unique('uq_figure_number', ['scriptId', 'kind', 'number'])
@Unique('uq_figure_document_number', ['documentId', 'kind', 'number'])
@Check('ck_figure_number', 'number BETWEEN 1 AND 9999')
@Check('ck_figure_owner', '(script_id IS NULL) <> (document_id IS NULL)')
@Check('ck_figure_confidence', 'confidence BETWEEN 0 AND 1')
export class Figure {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid', { nullable: true }) scriptId: string | null;
  @ManyToOne(() => StructuredScript) @JoinColumn() script: Relation<StructuredScript> | null;
  @Column('uuid', { nullable: true }) documentId: string | null;
  @ManyToOne(() => Document) @JoinColumn() document: Relation<Document> | null;
  @Word(FIGURE_KINDS) kind: FigureKind;
  @Column('int') number: number; // as its label says, which need not be its place among the others
  @Column('text') caption: string; // empty where nobody gave one yet
  @Column('text', { default: '' }) description: string;
  @Column('text', { nullable: true }) label: string | null; // as it is printed: `TABLE II`
  @Column('int', { nullable: true }) page: number | null;
  @Column('float', { nullable: true }) confidence: number | null; // that this picture belongs to this caption
}
