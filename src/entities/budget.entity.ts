import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { BUDGET_KINDS, type BudgetKind } from '../pipeline/runner/charge';
import { MicrosColumn, Word } from './columns';
import { Project } from './project.entity';
import { Run } from './run.entity';

/**
 * Money set aside and spent, against a cap: of a project or of a run as a whole, of one pilot of a run, or of the jobs of one type.
 * What a supplier billed above what was set aside is apart, so that the cap holds for everything that we decide.
 */
@Entity()
@Index('uq_budget_project', ['projectId', 'kind', 'label'], { unique: true, where: 'run_id IS NULL' })
@Index('uq_budget_run', ['runId', 'kind', 'label'], { unique: true, where: 'run_id IS NOT NULL' })
@Check(
  'ck_budget_not_negative',
  'reserved_micros >= 0 AND spent_micros >= 0 AND overrun_micros >= 0 AND cap_micros >= 0',
)
@Check('ck_budget_within_cap', 'reserved_micros + spent_micros <= cap_micros')
@Check(
  'ck_budget_of',
  "(kind = 'PROJECT') <= (run_id IS NULL) AND (kind IN ('RUN', 'PILOT')) <= (run_id IS NOT NULL) AND (kind IN ('PILOT', 'JOB_TYPE')) = (label <> '')",
)
export class Budget {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Word(BUDGET_KINDS) kind: BudgetKind;
  /** Null: the project's own. */
  @Column('uuid', { nullable: true }) runId: string | null;
  @ManyToOne(() => Run) @JoinColumn() run: Relation<Run> | null;
  /** The pilot's name, or the type of the jobs; empty where it is of them all. */
  @Column('text', { default: '' }) label: string;
  @MicrosColumn({ nullable: true }) capMicros: bigint | null; // null: no cap
  @MicrosColumn({ default: 0 }) reservedMicros: bigint;
  @MicrosColumn({ default: 0 }) spentMicros: bigint;
  @MicrosColumn({ default: 0 }) overrunMicros: bigint;
}
