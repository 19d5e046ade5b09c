import { Check, Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MicrosColumn } from './columns';
import { Project } from './project.entity';
import { Run } from './run.entity';

/** Money set aside and spent, by a project as a whole (`runId` null) or by one run of it. */
@Entity()
@Index('uq_budget_project', ['projectId'], { unique: true, where: 'run_id IS NULL' })
@Check('ck_budget_not_negative', 'reserved_micros >= 0 AND spent_micros >= 0 AND cap_micros >= 0')
export class Budget {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid', { nullable: true }) runId: string | null;
  @OneToOne(() => Run) @JoinColumn() run: Relation<Run> | null;
  @MicrosColumn({ nullable: true }) capMicros: bigint | null; // null: no cap
  @MicrosColumn({ default: 0 }) reservedMicros: bigint;
  @MicrosColumn({ default: 0 }) spentMicros: bigint;
}
