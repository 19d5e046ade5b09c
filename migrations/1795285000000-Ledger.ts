import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was ordered by the release before is given up, and ordered anew by whoever wants it still: nobody's money was set aside for
 * it. The number of the attempt stays, since a workflow's name is never used twice.
 */
export class Ledger1795285000000 implements MigrationInterface {
  name = 'Ledger1795285000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."uq_budget_project"`);
    await queryRunner.query(`ALTER TABLE "make_intent" DROP CONSTRAINT "ck_make_intent_status_60244588"`);
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "ck_run_event_kind_e324abaf"`);
    await queryRunner.query(
      `CREATE TABLE "charge" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "run_id" uuid NOT NULL, "job_id" uuid NOT NULL, "wish_hash" text NOT NULL, "capability" text NOT NULL, "provider" text NOT NULL, "model" text NOT NULL, "status" text NOT NULL, "estimate_micros" bigint NOT NULL, "ceiling_micros" bigint NOT NULL, "actual_micros" bigint, "budget_ids" uuid ARRAY NOT NULL, "asset_id" uuid, "external_id" text, "order" jsonb, "made" jsonb, "sent_at" TIMESTAMP WITH TIME ZONE, "look_at" TIMESTAMP WITH TIME ZONE, "failure" jsonb, "evidence_sha256" text, "reserved_at" TIMESTAMP WITH TIME ZONE NOT NULL, "closed_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "ck_charge_wishhash_766e9d6e" CHECK (wish_hash ~ '^[0-9a-f]{64}$'), CONSTRAINT "ck_charge_capability_6df359d5" CHECK (capability IN ('TEXT', 'SPEECH', 'IMAGE', 'VIDEO', 'SOUND', 'VISION', 'LIPSYNC')), CONSTRAINT "ck_charge_status_0b167f9c" CHECK (status IN ('RESERVED', 'SETTLED', 'RELEASED', 'LOST', 'OVERDUE')), CONSTRAINT "ck_charge_failure_9515c763" CHECK (failure IS NULL OR coalesce(failure->>'code', '') IN ('RATE_LIMITED', 'TRANSIENT', 'REFUSED', 'UNAUTHORISED', 'OUT_OF_CREDIT', 'TIMED_OUT', 'BAD_REPLY', 'BUDGET_REACHED', 'DEPENDENCY_FAILED', 'LOST', 'CANCELLED', 'INTERNAL')), CONSTRAINT "ck_charge_evidencesha256_7970f71e" CHECK (evidence_sha256 ~ '^[0-9a-f]{64}$'), CONSTRAINT "ck_charge_closed" CHECK ((closed_at IS NULL) = (status IN ('RESERVED', 'OVERDUE'))), CONSTRAINT "ck_charge_amounts" CHECK (ceiling_micros >= 0 AND estimate_micros >= 0 AND (actual_micros IS NULL OR actual_micros >= 0)), CONSTRAINT "PK_ac0381acde3bdffe41ad57cd942" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "uq_charge_under_way" ON "charge"  ("project_id", "wish_hash") WHERE status = 'RESERVED'`,
    );
    await queryRunner.query(`CREATE INDEX "ix_charge_open" ON "charge"  ("look_at") WHERE status = 'OVERDUE'`);
    await queryRunner.query(`CREATE INDEX "ix_charge_asset" ON "charge"  ("asset_id")`);
    await queryRunner.query(`CREATE INDEX "ix_charge_project" ON "charge"  ("project_id")`);
    await queryRunner.query(`CREATE INDEX "ix_charge_run" ON "charge"  ("run_id")`);
    await queryRunner.query(
      `CREATE TABLE "supplier_state" ("name" text NOT NULL, "failures_in_row" integer NOT NULL DEFAULT '0', "open_until" TIMESTAMP WITH TIME ZONE, "next_at" TIMESTAMP WITH TIME ZONE, "stopped_reason" text, "last_error" text, "last_error_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_976381aac56438166c14027cabc" PRIMARY KEY ("name"))`,
    );
    await queryRunner.query(`ALTER TABLE "make_intent" DROP COLUMN "reserved_micros"`);
    await queryRunner.query(`ALTER TABLE "run" ADD "budget_low_at" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(`ALTER TABLE "run" ADD "budget_reached_at" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(`ALTER TABLE "job" ADD "held" text`);
    await queryRunner.query(`ALTER TABLE "job" ADD "lane" text`);
    await queryRunner.query(`ALTER TABLE "job" ADD "pilot" text`);
    await queryRunner.query(`ALTER TABLE "budget" ADD "kind" text`);
    await queryRunner.query(`UPDATE budget SET kind = CASE WHEN run_id IS NULL THEN 'PROJECT' ELSE 'RUN' END`);
    await queryRunner.query(`ALTER TABLE "budget" ALTER COLUMN "kind" SET NOT NULL`);
    await queryRunner.query(`ALTER TABLE "budget" ADD "label" text NOT NULL DEFAULT ''`);
    await queryRunner.query(`ALTER TABLE "budget" ADD "overrun_micros" bigint NOT NULL DEFAULT '0'`);
    await queryRunner.query(`ALTER TABLE "make_intent" ADD "charge_id" uuid`);
    await queryRunner.query(`ALTER TABLE "make_intent" ADD "verdict" jsonb`);
    await queryRunner.query(`ALTER TABLE "make_intent" DROP CONSTRAINT "PK_d1bb5cb71040d19aabb65534274"`);
    await queryRunner.query(`UPDATE make_intent SET attempt = (
        SELECT max(o.attempt) FROM make_intent o WHERE o.project_id = make_intent.project_id AND o.wish_hash = make_intent.wish_hash),
        status = CASE WHEN status = 'SETTLED' THEN 'SETTLED' ELSE 'FAILED' END`);
    await queryRunner.query(`DELETE FROM make_intent m USING make_intent o
       WHERE m.project_id = o.project_id AND m.wish_hash = o.wish_hash AND m.provider > o.provider`);
    await queryRunner.query(
      `ALTER TABLE "make_intent" ADD CONSTRAINT "PK_d4bea5c35e7cd845cfd3f846e69" PRIMARY KEY ("project_id", "wish_hash")`,
    );
    await queryRunner.query(`ALTER TABLE "budget" DROP CONSTRAINT "FK_ef8c5ca6b4d578db3fed78a771f"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP CONSTRAINT "REL_ef8c5ca6b4d578db3fed78a771"`);
    await queryRunner.query(`CREATE INDEX "ix_job_held" ON "job"  ("id") WHERE held = 'BUDGET'`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "uq_budget_run" ON "budget"  ("run_id", "kind", "label") WHERE run_id IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "uq_budget_project" ON "budget"  ("project_id", "kind", "label") WHERE run_id IS NULL`,
    );
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_held_8fb0c00b" CHECK (held IN ('PAUSED', 'BUDGET'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_lane_393e803a" CHECK (lane IN ('PILOTS', 'SCENES'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "budget" ADD CONSTRAINT "ck_budget_kind_faebe574" CHECK (kind IN ('PROJECT', 'RUN', 'PILOT', 'JOB_TYPE'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "budget" ADD CONSTRAINT "ck_budget_of" CHECK ((kind = 'PROJECT') <= (run_id IS NULL) AND (kind IN ('RUN', 'PILOT')) <= (run_id IS NOT NULL) AND (kind IN ('PILOT', 'JOB_TYPE')) = (label <> ''))`,
    );
    await queryRunner.query(
      `ALTER TABLE "budget" ADD CONSTRAINT "ck_budget_within_cap" CHECK (reserved_micros + spent_micros <= cap_micros)`,
    );
    await queryRunner.query(
      `ALTER TABLE "make_intent" ADD CONSTRAINT "ck_make_intent_status_6a5999a1" CHECK (status IN ('OPEN', 'SETTLED', 'FAILED'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "ck_run_event_kind_1de27e16" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'PROVIDER_FELL_BACK', 'PROVIDER_OVERRAN', 'BUDGET_LOW', 'BUDGET_REACHED', 'RUN_FINISHED'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "budget" ADD CONSTRAINT "FK_ef8c5ca6b4d578db3fed78a771f" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "charge" ADD CONSTRAINT "FK_58f734fee15fe77868c0b29da03" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "charge" ADD CONSTRAINT "FK_4dbcb66d6ded4eaa7e5961f70b2" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "charge" ADD CONSTRAINT "FK_e07ecca7924dbf8de175a9aeb1a" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "charge" ADD CONSTRAINT "FK_d3ced6370922bd5a1d2e6439db6" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "budget" DROP CONSTRAINT "FK_ef8c5ca6b4d578db3fed78a771f"`);
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "ck_run_event_kind_1de27e16"`);
    await queryRunner.query(`ALTER TABLE "make_intent" DROP CONSTRAINT "ck_make_intent_status_6a5999a1"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP CONSTRAINT "ck_budget_within_cap"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP CONSTRAINT "ck_budget_of"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP CONSTRAINT "ck_budget_kind_faebe574"`);
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_lane_393e803a"`);
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_held_8fb0c00b"`);
    await queryRunner.query(`DROP INDEX "public"."uq_budget_project"`);
    await queryRunner.query(`DROP INDEX "public"."uq_budget_run"`);
    await queryRunner.query(`DROP INDEX "public"."ix_job_held"`);
    await queryRunner.query(`DELETE FROM budget WHERE kind NOT IN ('PROJECT', 'RUN')`);
    await queryRunner.query(`ALTER TABLE "budget" ADD CONSTRAINT "REL_ef8c5ca6b4d578db3fed78a771" UNIQUE ("run_id")`);
    await queryRunner.query(
      `ALTER TABLE "budget" ADD CONSTRAINT "FK_ef8c5ca6b4d578db3fed78a771f" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(`ALTER TABLE "make_intent" DROP CONSTRAINT "PK_d4bea5c35e7cd845cfd3f846e69"`);
    await queryRunner.query(
      `ALTER TABLE "make_intent" ADD CONSTRAINT "PK_d1bb5cb71040d19aabb65534274" PRIMARY KEY ("project_id", "wish_hash", "provider")`,
    );
    await queryRunner.query(`ALTER TABLE "make_intent" DROP COLUMN "verdict"`);
    await queryRunner.query(`ALTER TABLE "make_intent" DROP COLUMN "charge_id"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP COLUMN "overrun_micros"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP COLUMN "label"`);
    await queryRunner.query(`ALTER TABLE "budget" DROP COLUMN "kind"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "pilot"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "lane"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "held"`);
    await queryRunner.query(`ALTER TABLE "run" DROP COLUMN "budget_reached_at"`);
    await queryRunner.query(`ALTER TABLE "run" DROP COLUMN "budget_low_at"`);
    await queryRunner.query(`ALTER TABLE "make_intent" ADD "reserved_micros" bigint NOT NULL DEFAULT '0'`);
    await queryRunner.query(`DROP TABLE "supplier_state"`);
    await queryRunner.query(`DROP TABLE "charge"`);
    await queryRunner.query(
      `DELETE FROM run_event WHERE kind IN ('PROVIDER_FELL_BACK', 'PROVIDER_OVERRAN', 'BUDGET_LOW', 'BUDGET_REACHED')`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "ck_run_event_kind_e324abaf" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'RUN_FINISHED'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "make_intent" ADD CONSTRAINT "ck_make_intent_status_60244588" CHECK (status IN ('OPEN', 'SETTLED', 'FAILED', 'LOST'))`,
    );
    await queryRunner.query(`CREATE UNIQUE INDEX "uq_budget_project" ON "budget" ("project_id") WHERE run_id IS NULL`);
  }
}
