import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import {
  ATOM_KINDS,
  ATOM_ZONES,
  type AtomKind,
  type AtomZone,
  LINK_RELATIONS,
  type LinkRelation,
} from '../pipeline/knowledge/atom';
import { CONCEPT_KINDS, type ConceptKind } from '../pipeline/knowledge/document';
import { BLOCK_KINDS, type BlockKind, type Box } from '../pipeline/knowledge/reading';
import { Word } from './columns';
import { Document } from './document.entity';
import { Figure } from './figure.entity';

/** The smallest part of a document that may be quoted, cited or shown. */
@Entity()
@Unique('uq_atom_position', ['documentId', 'position'])
@Check('ck_atom_importance', 'importance BETWEEN 0 AND 1')
export class Atom {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' }) @JoinColumn() document: Relation<Document>;
  @Column('int') position: number; // in reading order, from 0
  @Word(ATOM_KINDS) kind: AtomKind;
  @Word(ATOM_ZONES) zone: AtomZone;
  @Column('text') text: string;
  @Column('int') page: number;
  @Column('jsonb', { nullable: true }) box: Box | null;
  @Column('text', { nullable: true }) section: string | null;
  @Column('int', { nullable: true }) parent: number | null; // the position of its section's heading
  @Column('float') importance: number;
  @Column('text', { array: true, default: [] }) topics: string[]; // keys of concepts of its document
  @Column('text', { array: true, default: [] }) entities: string[];
  @Column('uuid', { nullable: true }) figureId: string | null;
  @ManyToOne(() => Figure, { onDelete: 'SET NULL' }) @JoinColumn() figure: Relation<Figure> | null;
  @Word(BLOCK_KINDS, { nullable: true }) form: BlockKind | null;
}

/** A topic or an entity of a document, under the key by which documents share it. */
@Entity()
@Index('ix_concept_project', ['projectId', 'kind', 'key'])
@Check('ck_concept_weight', 'weight BETWEEN 0 AND 1')
export class Concept {
  @PrimaryColumn('uuid') documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' }) @JoinColumn() document: Relation<Document>;
  @Word(CONCEPT_KINDS, { primary: true }) kind: ConceptKind;
  @PrimaryColumn('text') key: string;
  @Column('uuid') projectId: string;
  @Column('text') name: string;
  @Column('int') count: number;
  @Column('float') weight: number;
}

/** An atom of one document beside one of another. All of a project's are worked out anew when a document comes. */
@Entity()
@Unique('uq_atom_link', ['fromAtomId', 'toAtomId', 'relation'])
@Index('ix_atom_link_to', ['toAtomId'])
@Index('ix_atom_link_project', ['projectId', 'id'])
@Check('ck_atom_link_strength', 'strength BETWEEN 0 AND 1')
export class AtomLink {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') fromAtomId: string;
  @ManyToOne(() => Atom, { onDelete: 'CASCADE' }) @JoinColumn() fromAtom: Relation<Atom>;
  @Column('uuid') toAtomId: string;
  @ManyToOne(() => Atom, { onDelete: 'CASCADE' }) @JoinColumn() toAtom: Relation<Atom>;
  @Word(LINK_RELATIONS) relation: LinkRelation;
  @Column('float') strength: number;
  @Column('text') because: string;
}
