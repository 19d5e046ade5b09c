import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from '../pipeline/webhooks/webhook';
import { Word } from './columns';
import { Project } from './project.entity';
import { Webhook } from './webhook.entity';

/** One line of the log for one webhook. Its id is the message's, at every attempt. */
@Entity()
@Unique('uq_webhook_delivery_line', ['webhookId', 'seq'])
@Index('ix_webhook_delivery', ['webhookId', 'id'])
@Index('ix_webhook_delivery_due', ['webhookId', 'nextTryAt'], { where: "status = 'PENDING'" })
@Index('ix_webhook_delivery_over', ['at'], { where: "status <> 'PENDING'" })
@Check('ck_webhook_delivery_due', "(status = 'PENDING') = (next_try_at IS NOT NULL)")
@Check('ck_webhook_delivery_lease', '(lease_id IS NULL) = (leased_until IS NULL)')
export class WebhookDelivery {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') webhookId: string;
  @ManyToOne(() => Webhook, { onDelete: 'CASCADE' }) @JoinColumn() webhook: Relation<Webhook>;
  @Word(WEBHOOK_EVENTS) event: WebhookEvent;
  @Column('int') seq: number; // the line of the project's log
  @Column('uuid') subjectId: string; // the run or the asset that the line is about
  @Column('timestamptz') at: Date; // when it happened
  @Word(DELIVERY_STATUSES) status: DeliveryStatus;
  @Column('timestamptz', { nullable: true }) deliveredAt: Date | null;

  /** The text that is signed and sent, kept letter by letter once it was made: an attempt sends what the one before it sent. */
  @Column('json', { nullable: true }) payload: object | null;

  /** Of this round: a delivery that is asked for by hand begins another. */
  @Column('int', { default: 0 }) attempts: number;
  @Column('timestamptz', { nullable: true }) firstAttemptAt: Date | null;
  @Column('timestamptz', { nullable: true }) nextTryAt: Date | null;
  @Column('int', { nullable: true }) responseCode: number | null; // of the last attempt, as its error is
  @Column('text', { nullable: true }) error: string | null;

  /** Whoever is at it now; nobody else takes it up before then. */
  @Column('uuid', { nullable: true }) leaseId: string | null;
  @Column('timestamptz', { nullable: true }) leasedUntil: Date | null;
}
