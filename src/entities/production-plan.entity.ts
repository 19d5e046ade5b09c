import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { PlanWarning } from '../pipeline/planner/plan-warning';
import { JOB_TYPES, type JobType } from '../pipeline/runner/run';
import { MicrosColumn, SecondsColumn, Word } from './columns';
import { Project } from './project.entity';

/** What a treatment came to. It is never changed: planning again makes another. Its slots are one a job that makes an asset. */
@Entity()
@Index('ix_production_plan_project', ['projectId', 'id'])
@Check('ck_production_plan_time', 'processing_time_ms >= 0')
export class ProductionPlan {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') name: string;
  @Column('json') manifest: object; // json, not jsonb: whoever reads it finds its keys in the order of the schema
  @Column('jsonb') warnings: readonly PlanWarning[];
  @Column('boolean') valid: boolean;
  @Column('boolean') usedRepair: boolean;
  @Column('int') processingTimeMs: number;
  @Column('timestamptz') createdAt: Date;
  @Column('text') createdBy: string;
}

/** A job as it was planned. What is done for it stands in the jobs of a run. */
@Entity()
@Unique('uq_planned_job_key', ['planId', 'key'])
@Check('ck_planned_job_priority', 'position >= 0 AND priority BETWEEN 0 AND 20 AND max_retries >= 0')
export class PlannedJob {
  @PrimaryColumn('uuid') planId: string;
  @ManyToOne(() => ProductionPlan) @JoinColumn() plan: Relation<ProductionPlan>;
  @PrimaryColumn('int') position: number; // each behind all that it depends on
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') key: string;
  @Word(JOB_TYPES) type: JobType;
  @Column('json') payload: object;
  @Column('text', { array: true }) dependsOn: readonly string[]; // keys
  @Column('int') priority: number;
  @Column('int') maxRetries: number;
  @SecondsColumn() backoffSeconds: number;
  @MicrosColumn() estimateMicros: bigint;
}
