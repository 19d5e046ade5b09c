import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { PROJECT_EVENT_KINDS, type ProjectEventKind } from '../pipeline/workspace/project';
import { Word } from './columns';
import { Project } from './project.entity';

/** One line of a project's log: the facts of its moment, beside the row that it is about. */
@Entity()
export class ProjectEvent {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @PrimaryColumn('int') seq: number;
  @Column('timestamptz') at: Date;
  @Column('text') actor: string;
  @Word(PROJECT_EVENT_KINDS) kind: ProjectEventKind;
  @Column('uuid', { nullable: true }) subjectId: string | null;
  @Column('jsonb', { default: {} }) facts: object;
}

/**
 * The last number given. In a row of its own: locking the project's row instead would block every insert that refers to
 * the project.
 */
@Entity()
export class ProjectLogHead {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('int', { default: 0 }) lastSeq: number;
}
