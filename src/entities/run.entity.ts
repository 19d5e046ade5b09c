import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import {
  JOB_ERROR_CODES,
  type JobErrorCode,
  PRODUCTIONS,
  type Production,
  RUN_STATUSES,
  RUN_SUBJECT_TYPES,
  type RunStatus,
  type RunSubjectType,
} from '../pipeline/runner/run';
import { FailureColumn, Word } from './columns';
import { Project } from './project.entity';

/** Why a run or a job failed, as people and tools read it. */
export interface JobFailure {
  code: JobErrorCode;
  message: string;
  provider: string | null;
  retryable: boolean;
  remedy: string | null;
}

/** A durable, budgeted, resumable execution of a graph of jobs. */
@Entity()
@Index('ix_run_project', ['projectId', 'id'])
export class Run {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Word(PRODUCTIONS) production: Production;
  @Word(RUN_SUBJECT_TYPES) subjectType: RunSubjectType;
  @Column('uuid') subjectId: string; // a row of the table that subjectType names
  @Word(RUN_STATUSES) status: RunStatus;
  @Column('text', { nullable: true }) stopAfter: string | null;
  /** What else it was started with, as its production understands it. */
  @Column('jsonb', { default: {} }) options: object;
  @Column('text') startedBy: string;
  @FailureColumn(JOB_ERROR_CODES) error: JobFailure | null;
  /** When people were told that little money is left, and that none is. */
  @Column('timestamptz', { nullable: true }) budgetLowAt: Date | null;
  @Column('timestamptz', { nullable: true }) budgetReachedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
