import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../pipeline/webhooks/webhook';
import { Project } from './project.entity';

const EVENTS = WEBHOOK_EVENTS.map((event) => `'${event}'`).join(', ');

/** Whom to tell of what happens in a project, and how much of its log is told already. */
@Entity()
@Index('ix_webhook_project', ['projectId', 'id'])
// TypeORM compares checks by their names: a further event changes this one.
@Check(`ck_webhook_events_${WEBHOOK_EVENTS.length}`, `events <@ ARRAY[${EVENTS}]::text[] AND cardinality(events) > 0`)
@Check('ck_webhook_old_secret', '(old_secret_sealed IS NULL) = (old_secret_until IS NULL)')
export class Webhook {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') url: string;
  @Column('text', { array: true }) events: WebhookEvent[];
  @Column('text', { nullable: true }) selection: string | null; // null: the default one
  @Column('boolean', { default: true }) enabled: boolean;
  @Column('text', { nullable: true }) disabledBecause: string | null; // null while enabled, or where a person disabled it
  @Column('text') createdBy: string;
  @Column('timestamptz') createdAt: Date;

  /** The number of the last line of the project's log that became a delivery, or was none of its events. */
  @Column('int') afterSeq: number;

  /** To be opened with the server's secret alone. */
  @Column('text') secretSealed: string;
  @Column('text', { nullable: true }) oldSecretSealed: string | null; // signs beside it, until then
  @Column('timestamptz', { nullable: true }) oldSecretUntil: Date | null;
}
