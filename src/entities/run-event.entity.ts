import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RUN_EVENT_KINDS, type RunEventKind } from '../pipeline/runner/run';
import { Asset } from './asset.entity';
import { MicrosColumn, SecondsColumn, Word } from './columns';
import { Job } from './job.entity';
import { Project } from './project.entity';
import { Run } from './run.entity';

/** A run in numbers, at the moment of one line of its log. */
abstract class Totals {
  @Column('int', { default: 0 }) jobs: number;
  @Column('int', { default: 0 }) done: number;
  @Column('int', { default: 0 }) reused: number;
  @Column('int', { default: 0 }) failed: number;
  @MicrosColumn({ default: 0 }) estimatedMicros: bigint;
  @MicrosColumn({ default: 0 }) reservedMicros: bigint;
  @MicrosColumn({ default: 0 }) spentMicros: bigint;
}

/** One line of a run's log: the facts of its moment, beside the rows that it is about. */
@Entity()
@Index('ix_run_event_job', ['jobId'])
@Index('ix_run_event_asset', ['assetId'])
export class RunEvent extends Totals {
  @PrimaryColumn('uuid') runId: string;
  @ManyToOne(() => Run) @JoinColumn() run: Relation<Run>;
  @PrimaryColumn('int') seq: number;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('timestamptz') at: Date;
  @Word(RUN_EVENT_KINDS) kind: RunEventKind;
  @Column('uuid', { nullable: true }) jobId: string | null;
  @ManyToOne(() => Job) @JoinColumn() job: Relation<Job> | null;
  @Column('uuid', { nullable: true }) assetId: string | null;
  @ManyToOne(() => Asset) @JoinColumn() asset: Relation<Asset> | null;
  @SecondsColumn({ nullable: true }) secondsLeft: number | null;
  @Column('jsonb', { default: {} }) facts: object;
}

/**
 * The last number given and the totals after it: both move in the one statement that writes a line. In a row of its own:
 * locking the run's row instead would block every insert that refers to the run.
 */
@Entity()
@Check('ck_run_log_head_counts', 'done + failed + cancelled <= jobs AND reused <= done')
export class RunLogHead extends Totals {
  @PrimaryColumn('uuid') runId: string;
  @ManyToOne(() => Run) @JoinColumn() run: Relation<Run>;
  @Column('uuid') projectId: string;
  @Column('int', { default: 0 }) lastSeq: number;
  @Column('int', { default: 0 }) cancelled: number;
}
