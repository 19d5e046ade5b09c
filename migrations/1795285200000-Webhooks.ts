import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "webhook" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "url" text NOT NULL, "events" text array NOT NULL, "selection" text, "enabled" boolean NOT NULL DEFAULT true, "disabled_because" text, "created_by" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "after_seq" integer NOT NULL, "secret_sealed" text NOT NULL, "old_secret_sealed" text, "old_secret_until" TIMESTAMP WITH TIME ZONE, CONSTRAINT "ck_webhook_old_secret" CHECK ((old_secret_sealed IS NULL) = (old_secret_until IS NULL)), CONSTRAINT "ck_webhook_events_4" CHECK (events <@ ARRAY['RUN_FINISHED', 'RUN_FAILED', 'ASSET_NEEDS_REVIEW', 'ASSET_DECIDED']::text[] AND cardinality(events) > 0), CONSTRAINT "PK_e6765510c2d078db49632b59020" PRIMARY KEY ("id"))`,
  `CREATE INDEX "ix_webhook_project" ON "webhook" ("project_id", "id")`,
  `CREATE TABLE "webhook_delivery" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "webhook_id" uuid NOT NULL, "event" text NOT NULL, "seq" integer NOT NULL, "subject_id" uuid NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "status" text NOT NULL, "delivered_at" TIMESTAMP WITH TIME ZONE, "payload" json, "attempts" integer NOT NULL DEFAULT '0', "first_attempt_at" TIMESTAMP WITH TIME ZONE, "next_try_at" TIMESTAMP WITH TIME ZONE, "response_code" integer, "error" text, "lease_id" uuid, "leased_until" TIMESTAMP WITH TIME ZONE, CONSTRAINT "uq_webhook_delivery_line" UNIQUE ("webhook_id", "seq"), CONSTRAINT "ck_webhook_delivery_event_e7e9b96e" CHECK (event IN ('RUN_FINISHED', 'RUN_FAILED', 'ASSET_NEEDS_REVIEW', 'ASSET_DECIDED')), CONSTRAINT "ck_webhook_delivery_status_5545f0a5" CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')), CONSTRAINT "ck_webhook_delivery_lease" CHECK ((lease_id IS NULL) = (leased_until IS NULL)), CONSTRAINT "ck_webhook_delivery_due" CHECK ((status = 'PENDING') = (next_try_at IS NOT NULL)), CONSTRAINT "PK_b1ae290239a778f12399db91354" PRIMARY KEY ("id"))`,
  `CREATE INDEX "ix_webhook_delivery" ON "webhook_delivery" ("webhook_id", "id")`,
  `CREATE INDEX "ix_webhook_delivery_due" ON "webhook_delivery" ("webhook_id", "next_try_at") WHERE status = 'PENDING'`,
  `CREATE INDEX "ix_webhook_delivery_over" ON "webhook_delivery" ("at") WHERE status <> 'PENDING'`,
  `ALTER TABLE "webhook" ADD CONSTRAINT "FK_95bc3b4bf6b329b6c6dd2ed2174" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "webhook_delivery" ADD CONSTRAINT "FK_c27a884973cbd8a6671becd41ae" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "webhook_delivery" ADD CONSTRAINT "FK_ef25cc28dcf88ea3dd81f39af2d" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
];

/** Whom to tell of what happens in a project, and what was told. */
export class Webhooks1795285200000 implements MigrationInterface {
  name = 'Webhooks1795285200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE webhook_delivery');
    await queryRunner.query('DROP TABLE webhook');
  }
}
