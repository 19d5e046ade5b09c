import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One start of one process that does work. What is silent for too long is retired and its work taken over; every effect asks
 * for a row that is not retired, so a process that was only asleep can no longer write.
 */
@Entity()
@Index('ix_executor_living', ['heartbeatAt'], { where: 'retired_at IS NULL' })
export class Executor {
  @PrimaryColumn('text') id: string;
  @Column('timestamptz') startedAt: Date;
  @Column('timestamptz') heartbeatAt: Date;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  /** Of its engine: what another version has begun is not for it. */
  @Column('text') version: string;
  /** That it listens to; null: to all. */
  @Column('text', { array: true, nullable: true }) queues: string[] | null;
}
