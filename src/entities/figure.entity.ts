import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { FIGURE_KINDS, type FigureKind } from '../pipeline/script/segment';
import { Word } from './columns';
import { Project } from './project.entity';
import { StructuredScript } from './structured-script.entity';

/** A figure or table that a script may speak of; its picture fills the slot `picture`. */
@Entity()
@Unique('uq_figure_number', ['scriptId', 'kind', 'number'])
@Check('ck_figure_number', 'number BETWEEN 1 AND 9999')
export class Figure {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') scriptId: string;
  @ManyToOne(() => StructuredScript) @JoinColumn() script: Relation<StructuredScript>;
  @Word(FIGURE_KINDS) kind: FigureKind;
  @Column('int') number: number;
  @Column('text') caption: string; // empty where nobody gave one yet
  @Column('text', { default: '' }) description: string;
}
