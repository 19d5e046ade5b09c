import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { LANES, type Lane } from '../pipeline/runner/lanes';
import {
  HOLDS,
  type Hold,
  JOB_ERROR_CODES,
  JOB_STATUSES,
  JOB_TYPES,
  type JobStatus,
  type JobType,
} from '../pipeline/runner/run';
import type { Asset } from './asset.entity';
import { FailureColumn, MicrosColumn, Sha256Column, Word } from './columns';
import { type JobFailure, Run } from './run.entity';
import type { Slot } from './slot.entity';

/** One unit of work of a run. Priority 20 goes first. It names Asset by text: assets point back at the job that made them. */
@Entity()
@Unique('uq_job_key', ['runId', 'key'])
@Index('ix_job_run', ['runId', 'id'])
@Index('ix_job_held', ['id'], { where: "held = 'BUDGET'" })
@Index('ix_job_wish', ['projectId', 'wishHash'])
@Check('ck_job_priority', 'priority BETWEEN 0 AND 20')
export class Job {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') runId: string;
  @ManyToOne(() => Run) @JoinColumn() run: Relation<Run>;
  @Column('text') key: string;
  @Column('text') stage: string;
  @Word(JOB_TYPES) type: JobType;
  @Word(JOB_STATUSES) status: JobStatus;
  /** The place it fills; null where it makes no asset. */
  @Column('uuid', { nullable: true }) slotId: string | null;
  @ManyToOne('Slot') @JoinColumn() slot: Relation<Slot> | null;
  @Column('int', { default: 10 }) priority: number;
  @Column('boolean', { default: false }) keepsApproved: boolean;
  /** How many of the jobs it depends on are not done. */
  @Column('int', { default: 0 }) waits: number;
  /** Rises each time the job is begun anew: a workflow that was ended is never used again. */
  @Column('int', { default: 0 }) tries: number;
  /** READY, and yet not in the queue: until the run goes on, or until money is free again. */
  @Word(HOLDS, { nullable: true }) held: Hold | null;
  /** Few of its kind at a time; null: as many as suppliers take. */
  @Word(LANES, { nullable: true }) lane: Lane | null;
  /** Whose money it spends within the run, where pilots compete. */
  @Column('text', { nullable: true }) pilot: string | null;
  @Column('text', { nullable: true }) executorId: string | null;
  /** What its workflow went on with when it was done: asked again after a crash, the answer is the same. */
  @Column('uuid', { nullable: true }) nextJobId: string | null;
  @Column('int', { default: 0 }) attempts: number;
  @Column('int', { default: 3 }) maxAttempts: number;
  @Column('text', { nullable: true }) provider: string | null;
  @Sha256Column({ nullable: true }) wishHash: string | null;
  @Column('uuid', { nullable: true }) reusedFromId: string | null;
  @ManyToOne('Asset') @JoinColumn() reusedFrom: Relation<Asset> | null;
  @Column('uuid', { nullable: true }) resultId: string | null;
  @ManyToOne('Asset') @JoinColumn() result: Relation<Asset> | null;
  @MicrosColumn({ default: 0 }) estimateMicros: bigint;
  @MicrosColumn({ default: 0 }) costMicros: bigint;
  @FailureColumn(JOB_ERROR_CODES) error: JobFailure | null;
  @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

@Entity()
@Index('ix_job_dependency_input', ['dependsOnId'])
export class JobDependency {
  @PrimaryColumn('uuid') jobId: string;
  @ManyToOne(() => Job, { onDelete: 'CASCADE' }) @JoinColumn() job: Relation<Job>;
  @PrimaryColumn('uuid') dependsOnId: string;
  @ManyToOne(() => Job, { onDelete: 'CASCADE' }) @JoinColumn() dependsOn: Relation<Job>;
  @Column('uuid') projectId: string;
  /** It waits for the end alone, whether the other was done or failed. */
  @Column('boolean', { default: false }) isSoft: boolean;
}
