import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MAKE_STATUSES, type MakeStatus } from '../pipeline/runner/make';
import { Sha256Column, Word } from './columns';
import { Project } from './project.entity';

/**
 * What is about to be asked for, committed with its charge before the call: one at a time for a wish, whoever asks and whomever it
 * is asked of. `attempt` rises when one was given up, and is part of the workflow's name.
 */
@Entity()
export class MakeIntent {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Sha256Column({ primary: true }) wishHash: string;
  @Column('text') provider: string;
  @Column('int', { default: 1 }) attempt: number;
  @Word(MAKE_STATUSES) status: MakeStatus;
  /** Of its latest call. */
  @Column('uuid', { nullable: true }) chargeId: string | null;
  /** What was decided of its last try that failed. */
  @Column('jsonb', { nullable: true }) verdict: object | null;
  @Column('timestamptz') at: Date;
}
