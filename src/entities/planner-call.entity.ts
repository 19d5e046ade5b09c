import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import {
  PLANNER_OUTCOMES,
  PLANNER_PURPOSES,
  type PlannerOutcome,
  type PlannerPurpose,
} from '../pipeline/planner/planner-call';
import { MicrosColumn, Word } from './columns';
import { Project } from './project.entity';

/** A model that was asked while a plan was made: outside of runs, so it is no charge. Rows are kept. */
@Entity()
@Index('ix_planner_call_of', ['projectId', 'caller', 'purpose', 'createdAt'])
@Check('ck_planner_call_used', 'tokens_in >= 0 AND tokens_out >= 0 AND cost_micros >= 0 AND duration_ms >= 0')
export class PlannerCall {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  /** Who had it asked, by name. */
  @Column('text') caller: string;
  @Word(PLANNER_PURPOSES) purpose: PlannerPurpose;
  @Column('text') provider: string;
  @Column('text') model: string;
  /** Null: nobody counted. */
  @Column('int', { nullable: true }) tokensIn: number | null;
  @Column('int', { nullable: true }) tokensOut: number | null;
  /** As it was billed; where nobody knows, the most that it can have been. */
  @MicrosColumn() costMicros: bigint;
  @Word(PLANNER_OUTCOMES) outcome: PlannerOutcome;
  @Column('int', { nullable: true }) durationMs: number | null; // null: it is not over, or its process ended
  @Column('timestamptz') createdAt: Date;
}
