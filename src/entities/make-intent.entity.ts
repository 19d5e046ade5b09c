import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MAKE_STATUSES, type MakeStatus } from '../pipeline/runner/make';
import { MicrosColumn, Sha256Column, Word } from './columns';
import { Project } from './project.entity';

/**
 * What is about to be asked of a supplier, committed with its reservation before the call: one at a time for a wish, whoever
 * asks. `attempt` rises when one was given up, and is part of the workflow's name.
 */
@Entity()
export class MakeIntent {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Sha256Column({ primary: true }) wishHash: string;
  @PrimaryColumn('text') provider: string;
  @Column('int', { default: 1 }) attempt: number;
  @Word(MAKE_STATUSES) status: MakeStatus;
  @MicrosColumn({ default: 0 }) reservedMicros: bigint;
  @Column('timestamptz') at: Date;
}
