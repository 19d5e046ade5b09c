import { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs that do work, their logs, cuts, reports, figures and uploads. */
export class TheFirstFilm1795282633511 implements MigrationInterface {
  name = 'TheFirstFilm1795282633511';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_type_984174f9"`);
    await queryRunner.query(`ALTER TABLE "slot" DROP CONSTRAINT "ck_slot_ownertype_ed9e2266"`);
    await queryRunner.query(`ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_699f0b33"`);
    await queryRunner.query(
      `CREATE TABLE "audit_head" ("project_id" uuid NOT NULL, "last_seq" integer NOT NULL DEFAULT '0', "last_hash" text, CONSTRAINT "ck_audit_head_lasthash_12dcbd08" CHECK (last_hash ~ '^[0-9a-f]{64}$'), CONSTRAINT "PK_b023997e76880ebb960957083d1" PRIMARY KEY ("project_id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "executor" ("id" text NOT NULL, "started_at" TIMESTAMP WITH TIME ZONE NOT NULL, "heartbeat_at" TIMESTAMP WITH TIME ZONE NOT NULL, "retired_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_f58ab2f43445ddc786aa2fdf2f7" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE INDEX "ix_executor_living" ON "executor"  ("heartbeat_at") WHERE retired_at IS NULL`,
    );
    await queryRunner.query(
      `CREATE TABLE "figure" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "script_id" uuid NOT NULL, "kind" text NOT NULL, "number" integer NOT NULL, "caption" text NOT NULL, CONSTRAINT "uq_figure_number" UNIQUE ("script_id", "kind", "number"), CONSTRAINT "ck_figure_kind_e287d971" CHECK (kind IN ('FIGURE', 'TABLE')), CONSTRAINT "ck_figure_number" CHECK (number BETWEEN 1 AND 9999), CONSTRAINT "PK_9b7e19001257bb3db43958e59da" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "make_intent" ("project_id" uuid NOT NULL, "wish_hash" text NOT NULL, "provider" text NOT NULL, "attempt" integer NOT NULL DEFAULT '1', "status" text NOT NULL, "reserved_micros" bigint NOT NULL DEFAULT '0', "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "ck_make_intent_wishhash_766e9d6e" CHECK (wish_hash ~ '^[0-9a-f]{64}$'), CONSTRAINT "ck_make_intent_status_60244588" CHECK (status IN ('OPEN', 'SETTLED', 'FAILED', 'LOST')), CONSTRAINT "PK_d1bb5cb71040d19aabb65534274" PRIMARY KEY ("project_id", "wish_hash", "provider"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "run_event" ("jobs" integer NOT NULL DEFAULT '0', "done" integer NOT NULL DEFAULT '0', "reused" integer NOT NULL DEFAULT '0', "failed" integer NOT NULL DEFAULT '0', "estimated_micros" bigint NOT NULL DEFAULT '0', "reserved_micros" bigint NOT NULL DEFAULT '0', "spent_micros" bigint NOT NULL DEFAULT '0', "run_id" uuid NOT NULL, "seq" integer NOT NULL, "project_id" uuid NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "kind" text NOT NULL, "job_id" uuid, "asset_id" uuid, "seconds_left" double precision, "facts" jsonb NOT NULL DEFAULT '{}', CONSTRAINT "ck_run_event_kind_e324abaf" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'RUN_FINISHED')), CONSTRAINT "ck_run_event_secondsleft_b2348b86" CHECK (seconds_left >= 0 AND seconds_left < 'Infinity'), CONSTRAINT "PK_4e44147e6d7aa53c061e71c37b1" PRIMARY KEY ("run_id", "seq"))`,
    );
    await queryRunner.query(`CREATE INDEX "ix_run_event_asset" ON "run_event"  ("asset_id") `);
    await queryRunner.query(`CREATE INDEX "ix_run_event_job" ON "run_event"  ("job_id") `);
    await queryRunner.query(
      `CREATE TABLE "run_log_head" ("jobs" integer NOT NULL DEFAULT '0', "done" integer NOT NULL DEFAULT '0', "reused" integer NOT NULL DEFAULT '0', "failed" integer NOT NULL DEFAULT '0', "estimated_micros" bigint NOT NULL DEFAULT '0', "reserved_micros" bigint NOT NULL DEFAULT '0', "spent_micros" bigint NOT NULL DEFAULT '0', "run_id" uuid NOT NULL, "project_id" uuid NOT NULL, "last_seq" integer NOT NULL DEFAULT '0', "cancelled" integer NOT NULL DEFAULT '0', CONSTRAINT "ck_run_log_head_counts" CHECK (done + failed + cancelled <= jobs AND reused <= done), CONSTRAINT "PK_a1d518f4f21273a6833b51f09c3" PRIMARY KEY ("run_id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "timeline" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "script_id" uuid NOT NULL, "name" text NOT NULL, "revision" integer NOT NULL DEFAULT '0', "rate_numerator" integer NOT NULL, "rate_denominator" integer NOT NULL, "duration_frames" integer NOT NULL DEFAULT '0', "cut" jsonb, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "uq_timeline_script" UNIQUE ("script_id"), CONSTRAINT "ck_timeline_rate" CHECK (rate_numerator > 0 AND rate_denominator > 0 AND duration_frames >= 0), CONSTRAINT "PK_f841188896cefd9277904ec40b9" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "ix_timeline_project" ON "timeline"  ("project_id", "id") `);
    await queryRunner.query(
      `CREATE TABLE "render_report" ("asset_id" uuid NOT NULL, "project_id" uuid NOT NULL, "ok" boolean NOT NULL, "duration_frames" integer NOT NULL, "drift_ms" double precision NOT NULL, "loudness_lufs" double precision NOT NULL, "true_peak_dbtp" double precision NOT NULL, "problems" text array NOT NULL DEFAULT '{}', "pieces_encoded" integer NOT NULL, "pieces_reused" integer NOT NULL, "sound_chunks_encoded" integer NOT NULL, "sound_chunks_reused" integer NOT NULL, "render_seconds" double precision NOT NULL, CONSTRAINT "ck_render_report_renderseconds_7e37b911" CHECK (render_seconds >= 0 AND render_seconds < 'Infinity'), CONSTRAINT "PK_95abbf39c007861ef3605665df3" PRIMARY KEY ("asset_id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "upload" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "file_name" text NOT NULL, "mime_type" text NOT NULL, "bytes" bigint NOT NULL, "expected_sha256" text, "sha256" text, "created_by" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "stored_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "ck_upload_expectedsha256_f59cc153" CHECK (expected_sha256 ~ '^[0-9a-f]{64}$'), CONSTRAINT "ck_upload_sha256_804f4e01" CHECK (sha256 ~ '^[0-9a-f]{64}$'), CONSTRAINT "ck_upload_bytes" CHECK (bytes > 0), CONSTRAINT "PK_1fe8db121b3de4ddfa677fc51f3" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "ix_upload_expiry" ON "upload"  ("expires_at") `);
    await queryRunner.query(`ALTER TABLE "run" ADD "options" jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`ALTER TABLE "job" ADD "slot_id" uuid`);
    await queryRunner.query(`ALTER TABLE "job" ADD "waits" integer NOT NULL DEFAULT '0'`);
    await queryRunner.query(`ALTER TABLE "job" ADD "tries" integer NOT NULL DEFAULT '0'`);
    await queryRunner.query(`ALTER TABLE "job" ADD "executor_id" text`);
    await queryRunner.query(`ALTER TABLE "job" ADD "next_job_id" uuid`);
    await queryRunner.query(`ALTER TABLE "job" ADD "keeps_approved" boolean NOT NULL DEFAULT false`);
    await queryRunner.query(`ALTER TABLE "asset" ADD "loudness_lufs" double precision`);
    await queryRunner.query(`ALTER TABLE "asset" ADD "true_peak_dbtp" double precision`);
    await queryRunner.query(`ALTER TABLE "asset" ADD "sentences" jsonb NOT NULL DEFAULT '[]'`);
    await queryRunner.query(`CREATE INDEX "ix_job_wish" ON "job"  ("project_id", "wish_hash") `);
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_type_a8749cb1" CHECK (type IN ('TTS', 'GENERATE_IMAGE', 'GENERATE_VIDEO', 'GENERATE_MUSIC', 'GENERATE_CHART', 'ENHANCE_IMAGE', 'LIP_SYNC', 'RENDER_SHOTSTACK', 'VIDEO_ASSEMBLY', 'EFFECT_APPLICATION', 'SUBTITLE_GENERATION', 'BUILD_CUT', 'RENDER_FILM'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "slot" ADD CONSTRAINT "ck_slot_ownertype_7f82ab3a" CHECK (owner_type IN ('PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'SCENE', 'SHOT', 'CHARACTER', 'SETTING'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_1d9eba3b" CHECK (kind IN ('PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED', 'RUN_STATUS_CHANGED'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "FK_0ccb686404d8e2c2f2e21dd8edb" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "audit_head" ADD CONSTRAINT "FK_b023997e76880ebb960957083d1" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "figure" ADD CONSTRAINT "FK_d6f9b1ed61f6fd0d68ba3a523aa" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "figure" ADD CONSTRAINT "FK_2211625f3cbeee10ab76b115682" FOREIGN KEY ("script_id") REFERENCES "structured_script"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "make_intent" ADD CONSTRAINT "FK_84d7c89db154c92441a00ee6b0a" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "FK_ec435cdab48e9f71a3c9b1317f3" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "FK_7516cdeb1096e174390fe9ef2ac" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "FK_608f2656e3b5fdfccb34f9ef24c" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "FK_4ccb50acbcb698eecf2348a16ab" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "run_log_head" ADD CONSTRAINT "FK_a1d518f4f21273a6833b51f09c3" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "timeline" ADD CONSTRAINT "FK_1715b3060e4696b49f3144eaa8d" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "timeline" ADD CONSTRAINT "FK_6ec927170dc23dfd3ade997b32c" FOREIGN KEY ("script_id") REFERENCES "structured_script"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "render_report" ADD CONSTRAINT "FK_95abbf39c007861ef3605665df3" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "upload" ADD CONSTRAINT "FK_f240030e3a7ca6619089f0ad509" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "upload" DROP CONSTRAINT "FK_f240030e3a7ca6619089f0ad509"`);
    await queryRunner.query(`ALTER TABLE "render_report" DROP CONSTRAINT "FK_95abbf39c007861ef3605665df3"`);
    await queryRunner.query(`ALTER TABLE "timeline" DROP CONSTRAINT "FK_6ec927170dc23dfd3ade997b32c"`);
    await queryRunner.query(`ALTER TABLE "timeline" DROP CONSTRAINT "FK_1715b3060e4696b49f3144eaa8d"`);
    await queryRunner.query(`ALTER TABLE "run_log_head" DROP CONSTRAINT "FK_a1d518f4f21273a6833b51f09c3"`);
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "FK_4ccb50acbcb698eecf2348a16ab"`);
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "FK_608f2656e3b5fdfccb34f9ef24c"`);
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "FK_7516cdeb1096e174390fe9ef2ac"`);
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "FK_ec435cdab48e9f71a3c9b1317f3"`);
    await queryRunner.query(`ALTER TABLE "make_intent" DROP CONSTRAINT "FK_84d7c89db154c92441a00ee6b0a"`);
    await queryRunner.query(`ALTER TABLE "figure" DROP CONSTRAINT "FK_2211625f3cbeee10ab76b115682"`);
    await queryRunner.query(`ALTER TABLE "figure" DROP CONSTRAINT "FK_d6f9b1ed61f6fd0d68ba3a523aa"`);
    await queryRunner.query(`ALTER TABLE "audit_head" DROP CONSTRAINT "FK_b023997e76880ebb960957083d1"`);
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "FK_0ccb686404d8e2c2f2e21dd8edb"`);
    await queryRunner.query(`ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_1d9eba3b"`);
    await queryRunner.query(`ALTER TABLE "slot" DROP CONSTRAINT "ck_slot_ownertype_7f82ab3a"`);
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_type_a8749cb1"`);
    await queryRunner.query(`DROP INDEX "public"."ix_job_wish"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP COLUMN "sentences"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP COLUMN "true_peak_dbtp"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP COLUMN "loudness_lufs"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "keeps_approved"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "next_job_id"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "executor_id"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "tries"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "waits"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "slot_id"`);
    await queryRunner.query(`ALTER TABLE "run" DROP COLUMN "options"`);
    await queryRunner.query(`DROP INDEX "public"."ix_upload_expiry"`);
    await queryRunner.query(`DROP TABLE "upload"`);
    await queryRunner.query(`DROP TABLE "render_report"`);
    await queryRunner.query(`DROP INDEX "public"."ix_timeline_project"`);
    await queryRunner.query(`DROP TABLE "timeline"`);
    await queryRunner.query(`DROP TABLE "run_log_head"`);
    await queryRunner.query(`DROP INDEX "public"."ix_run_event_job"`);
    await queryRunner.query(`DROP INDEX "public"."ix_run_event_asset"`);
    await queryRunner.query(`DROP TABLE "run_event"`);
    await queryRunner.query(`DROP TABLE "make_intent"`);
    await queryRunner.query(`DROP TABLE "figure"`);
    await queryRunner.query(`DROP INDEX "public"."ix_executor_living"`);
    await queryRunner.query(`DROP TABLE "executor"`);
    await queryRunner.query(`DROP TABLE "audit_head"`);
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_699f0b33" CHECK ((kind = ANY (ARRAY['PROJECT_CREATED'::text, 'SCRIPT_IMPORTED'::text, 'TOKEN_CREATED'::text])))`,
    );
    await queryRunner.query(
      `ALTER TABLE "slot" ADD CONSTRAINT "ck_slot_ownertype_ed9e2266" CHECK ((owner_type = ANY (ARRAY['PROJECT'::text, 'SEGMENT'::text, 'SCENE'::text, 'SHOT'::text, 'CHARACTER'::text, 'SETTING'::text])))`,
    );
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_type_984174f9" CHECK ((type = ANY (ARRAY['TTS'::text, 'GENERATE_IMAGE'::text, 'GENERATE_VIDEO'::text, 'GENERATE_MUSIC'::text, 'GENERATE_CHART'::text, 'ENHANCE_IMAGE'::text, 'LIP_SYNC'::text, 'RENDER_SHOTSTACK'::text, 'VIDEO_ASSEMBLY'::text, 'EFFECT_APPLICATION'::text, 'SUBTITLE_GENERATION'::text])))`,
    );
  }
}
