import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Cut } from '../pipeline/timeline/cut';
import { Asset } from './asset.entity';
import { FiniteColumn, SecondsColumn } from './columns';
import { ProductionPlan } from './production-plan.entity';
import { Project } from './project.entity';
import { StructuredScript } from './structured-script.entity';

/** The living cut of a script, or of a plan. Its slots are `film`, and `ambience` of a script's. */
@Entity()
@Unique('uq_timeline_script', ['scriptId'])
@Unique('uq_timeline_plan', ['planId'])
@Index('ix_timeline_project', ['projectId', 'id'])
@Check('ck_timeline_rate', 'rate_numerator > 0 AND rate_denominator > 0 AND duration_frames >= 0')
@Check('ck_timeline_subject', 'num_nonnulls(script_id, plan_id) = 1')
export class Timeline {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid', { nullable: true }) scriptId: string | null;
  @ManyToOne(() => StructuredScript) @JoinColumn() script: Relation<StructuredScript> | null;
  @Column('uuid', { nullable: true }) planId: string | null;
  @ManyToOne(() => ProductionPlan) @JoinColumn() plan: Relation<ProductionPlan> | null;
  @Column('text') name: string;
  @Column('int', { default: 0 }) revision: number; // 0: not cut yet
  @Column('int') rateNumerator: number;
  @Column('int') rateDenominator: number;
  @Column('int', { default: 0 }) durationFrames: number;
  @Column('jsonb', { nullable: true }) cut: Cut | null;
  /** What had to give way in the cut, in sentences. */
  @Column('text', { array: true, default: [] }) notes: string[];
  @Column('timestamptz') createdAt: Date;
}

/** What was found in a film after it was rendered. */
@Entity()
export class RenderReport {
  @PrimaryColumn('uuid') assetId: string;
  @ManyToOne(() => Asset) @JoinColumn() asset: Relation<Asset>;
  @Column('uuid') projectId: string;
  @Column('boolean') ok: boolean;
  @Column('int') durationFrames: number;
  @FiniteColumn() driftMs: number;
  @FiniteColumn() loudnessLufs: number;
  @FiniteColumn() truePeakDbtp: number;
  @Column('text', { array: true, default: [] }) problems: string[];
  @Column('int') piecesEncoded: number;
  @Column('int') piecesReused: number;
  @Column('int') soundChunksEncoded: number;
  @Column('int') soundChunksReused: number;
  @SecondsColumn() renderSeconds: number;
}
