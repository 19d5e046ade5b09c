import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CHARGE_STATUSES, type ChargeStatus } from '../pipeline/runner/charge';
import { JOB_ERROR_CODES } from '../pipeline/runner/run';
import { CAPABILITIES, type Capability } from '../pipeline/values/capability';
import { Asset } from './asset.entity';
import { FailureColumn, MicrosColumn, Sha256Column, Word } from './columns';
import { Job } from './job.entity';
import { Project } from './project.entity';
import { type JobFailure, Run } from './run.entity';

/** The money of one call to a supplier, committed before the call: set aside, then billed, given back, or lost. */
@Entity()
@Index('ix_charge_run', ['runId'])
@Index('ix_charge_project', ['projectId'])
@Index('ix_charge_asset', ['assetId'])
@Index('ix_charge_open', ['lookAt'], { where: "status = 'OVERDUE'" })
@Index('uq_charge_under_way', ['projectId', 'wishHash'], { unique: true, where: "status = 'RESERVED'" })
@Check(
  'ck_charge_amounts',
  'ceiling_micros >= 0 AND estimate_micros >= 0 AND (actual_micros IS NULL OR actual_micros >= 0)',
)
@Check('ck_charge_closed', "(closed_at IS NULL) = (status IN ('RESERVED', 'OVERDUE'))")
export class Charge {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') runId: string;
  @ManyToOne(() => Run) @JoinColumn() run: Relation<Run>;
  /** Who asked first; others may wait for the same. */
  @Column('uuid') jobId: string;
  @ManyToOne(() => Job) @JoinColumn() job: Relation<Job>;
  @Sha256Column() wishHash: string;
  @Word(CAPABILITIES) capability: Capability;
  @Column('text') provider: string;
  @Column('text') model: string;
  @Word(CHARGE_STATUSES) status: ChargeStatus;
  @MicrosColumn() estimateMicros: bigint;
  @MicrosColumn() ceilingMicros: bigint;
  /** Null while it is open, and where nothing was billed. Above the ceiling: an overrun. */
  @MicrosColumn({ nullable: true }) actualMicros: bigint | null;
  /** Whose money it is. Written down, since a budget that is made later has set nothing aside for it. */
  @Column('uuid', { array: true }) budgetIds: string[];
  /** What it bought; null where what came was no good. */
  @Column('uuid', { nullable: true }) assetId: string | null;
  @ManyToOne(() => Asset) @JoinColumn() asset: Relation<Asset> | null;
  /** The supplier's own name for the job. */
  @Column('text', { nullable: true }) externalId: string | null;
  /** What was ordered, kept where it may have to be fetched later. */
  @Column('jsonb', { nullable: true }) order: object | null;
  /** What was delivered, as soon as its bytes are kept: whoever comes after a crash asks for it no more. */
  @Column('jsonb', { nullable: true }) made: object | null;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  /** When an overdue job is asked for next. */
  @Column('timestamptz', { nullable: true }) lookAt: Date | null;
  @FailureColumn(JOB_ERROR_CODES) failure: JobFailure | null;
  /** A reply that was no good, as a blob. */
  @Sha256Column({ nullable: true }) evidenceSha256: string | null;
  @Column('timestamptz') reservedAt: Date;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
}
