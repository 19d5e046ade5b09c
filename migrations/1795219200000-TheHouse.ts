import { MigrationInterface, QueryRunner } from 'typeorm';

export class TheHouse1795219200000 implements MigrationInterface {
  name = 'TheHouse1795219200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "access_token" (
                "id" uuid NOT NULL,
                "name" text NOT NULL,
                "role" text NOT NULL,
                "token_hash" text NOT NULL,
                "project_ids" uuid array,
                "created_by" text NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "expires_at" TIMESTAMP WITH TIME ZONE,
                "revoked_at" TIMESTAMP WITH TIME ZONE,
                CONSTRAINT "UQ_d1e0f699436608cc429896f991f" UNIQUE ("token_hash"),
                CONSTRAINT "ck_access_token_role_b1577017" CHECK (
                    role IN ('VIEWER', 'REVIEWER', 'PRODUCER', 'ADMIN')
                ),
                CONSTRAINT "ck_access_token_tokenhash_15c2cea8" CHECK (token_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "PK_f20f028607b2603deabd8182d12" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "project" (
                "id" uuid NOT NULL,
                "key" text NOT NULL,
                "name" text NOT NULL,
                "mode" text NOT NULL,
                "offline_for" text array NOT NULL DEFAULT '{}',
                "rate_numerator" integer NOT NULL,
                "rate_denominator" integer NOT NULL,
                "width" integer NOT NULL,
                "height" integer NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "UQ_2db22c052f9ffdd51a6c113b37b" UNIQUE ("key"),
                CONSTRAINT "ck_project_mode_8a3778f7" CHECK (mode IN ('OFFLINE', 'LIVE')),
                CONSTRAINT "PK_4d68b1358bb5b766d3e78f32f57" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "run" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "production" text NOT NULL,
                "subject_type" text NOT NULL,
                "subject_id" uuid NOT NULL,
                "status" text NOT NULL,
                "stop_after" text,
                "started_by" text NOT NULL,
                "error" jsonb,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "started_at" TIMESTAMP WITH TIME ZONE,
                "finished_at" TIMESTAMP WITH TIME ZONE,
                CONSTRAINT "ck_run_production_b5b808dd" CHECK (
                    production IN ('EXPLAINER', 'FILM', 'PILOTS', 'PLAN')
                ),
                CONSTRAINT "ck_run_subjecttype_c01fe294" CHECK (
                    subject_type IN ('STRUCTURED_SCRIPT', 'SHOT_LIST')
                ),
                CONSTRAINT "ck_run_status_0295c93f" CHECK (
                    status IN (
                        'QUEUED',
                        'RUNNING',
                        'PAUSED',
                        'WAITING_FOR_REVIEW',
                        'SUCCEEDED',
                        'PARTIAL',
                        'FAILED',
                        'CANCELLED'
                    )
                ),
                CONSTRAINT "ck_run_error_90522885" CHECK (
                    error IS NULL
                    OR coalesce(error->>'code', '') IN (
                        'RATE_LIMITED',
                        'TRANSIENT',
                        'REFUSED',
                        'UNAUTHORISED',
                        'OUT_OF_CREDIT',
                        'TIMED_OUT',
                        'BAD_REPLY',
                        'BUDGET_REACHED',
                        'DEPENDENCY_FAILED',
                        'LOST',
                        'CANCELLED',
                        'INTERNAL'
                    )
                ),
                CONSTRAINT "PK_804c38ffba92002c6d2c646dd46" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_run_project" ON "run" ("project_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "job" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "run_id" uuid NOT NULL,
                "key" text NOT NULL,
                "stage" text NOT NULL,
                "type" text NOT NULL,
                "status" text NOT NULL,
                "priority" integer NOT NULL DEFAULT '10',
                "attempts" integer NOT NULL DEFAULT '0',
                "max_attempts" integer NOT NULL DEFAULT '3',
                "provider" text,
                "wish_hash" text,
                "reused_from_id" uuid,
                "result_id" uuid,
                "estimate_micros" bigint NOT NULL DEFAULT '0',
                "cost_micros" bigint NOT NULL DEFAULT '0',
                "error" jsonb,
                "started_at" TIMESTAMP WITH TIME ZONE,
                "finished_at" TIMESTAMP WITH TIME ZONE,
                CONSTRAINT "uq_job_key" UNIQUE ("run_id", "key"),
                CONSTRAINT "ck_job_type_984174f9" CHECK (
                    type IN (
                        'TTS',
                        'GENERATE_IMAGE',
                        'GENERATE_VIDEO',
                        'GENERATE_MUSIC',
                        'GENERATE_CHART',
                        'ENHANCE_IMAGE',
                        'LIP_SYNC',
                        'RENDER_SHOTSTACK',
                        'VIDEO_ASSEMBLY',
                        'EFFECT_APPLICATION',
                        'SUBTITLE_GENERATION'
                    )
                ),
                CONSTRAINT "ck_job_status_57c7620a" CHECK (
                    status IN (
                        'PENDING',
                        'READY',
                        'PROCESSING',
                        'COMPLETED',
                        'REUSED',
                        'FAILED',
                        'SKIPPED',
                        'CANCELLED'
                    )
                ),
                CONSTRAINT "ck_job_wishhash_766e9d6e" CHECK (wish_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_job_error_90522885" CHECK (
                    error IS NULL
                    OR coalesce(error->>'code', '') IN (
                        'RATE_LIMITED',
                        'TRANSIENT',
                        'REFUSED',
                        'UNAUTHORISED',
                        'OUT_OF_CREDIT',
                        'TIMED_OUT',
                        'BAD_REPLY',
                        'BUDGET_REACHED',
                        'DEPENDENCY_FAILED',
                        'LOST',
                        'CANCELLED',
                        'INTERNAL'
                    )
                ),
                CONSTRAINT "ck_job_priority" CHECK (
                    priority BETWEEN 0 AND 20
                ),
                CONSTRAINT "PK_98ab1c14ff8d1cf80d18703b92f" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_job_run" ON "job" ("run_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "job_dependency" (
                "job_id" uuid NOT NULL,
                "depends_on_id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                CONSTRAINT "PK_065c979e39612f51b7ea6edc771" PRIMARY KEY ("job_id", "depends_on_id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_job_dependency_input" ON "job_dependency" ("depends_on_id")
        `);
    await queryRunner.query(`
            CREATE TABLE "slot" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "owner_type" text NOT NULL,
                "owner_id" uuid NOT NULL,
                "part" text NOT NULL,
                "type" text NOT NULL,
                "wish_hash" text NOT NULL,
                "wished_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "capability" text NOT NULL,
                "provider" text,
                "model" text,
                "prompt" text,
                "parameters" jsonb NOT NULL DEFAULT '{}',
                "inputs" jsonb NOT NULL DEFAULT '[]',
                "overrides" jsonb NOT NULL DEFAULT '{}',
                "variation" integer NOT NULL DEFAULT '0',
                "current_id" uuid,
                "approved_id" uuid,
                CONSTRAINT "uq_slot_owner_part" UNIQUE ("owner_id", "part"),
                CONSTRAINT "ck_slot_ownertype_ed9e2266" CHECK (
                    owner_type IN (
                        'PROJECT',
                        'SEGMENT',
                        'SCENE',
                        'SHOT',
                        'CHARACTER',
                        'SETTING'
                    )
                ),
                CONSTRAINT "ck_slot_type_ab1df709" CHECK (type IN ('AUDIO', 'IMAGE', 'FIGURE', 'VIDEO')),
                CONSTRAINT "ck_slot_wishhash_766e9d6e" CHECK (wish_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_slot_capability_6df359d5" CHECK (
                    capability IN (
                        'TEXT',
                        'SPEECH',
                        'IMAGE',
                        'VIDEO',
                        'SOUND',
                        'VISION',
                        'LIPSYNC'
                    )
                ),
                CONSTRAINT "PK_5b1f733c4ba831a51f3c114607b" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_slot_project" ON "slot" ("project_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "asset" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "slot_id" uuid NOT NULL,
                "take" integer NOT NULL,
                "lock_version" integer NOT NULL DEFAULT '1',
                "type" text NOT NULL,
                "status" text NOT NULL,
                "source" text NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "sha256" text NOT NULL,
                "mime_type" text NOT NULL,
                "bytes" bigint NOT NULL,
                "duration_seconds" double precision,
                "width" integer,
                "height" integer,
                "describes" text,
                "tags" text array NOT NULL DEFAULT '{}',
                "text" text,
                "voice" text,
                "figure_number" integer,
                "caption" text,
                "notes" text,
                "wish_hash" text NOT NULL,
                "stale_causes" text array NOT NULL DEFAULT '{}',
                "recipe_hash" text,
                "capability" text,
                "provider" text,
                "model" text,
                "prompt" text,
                "parameters" jsonb NOT NULL DEFAULT '{}',
                "inputs" jsonb NOT NULL DEFAULT '[]',
                "revision_of_id" uuid,
                "run_id" uuid,
                "job_id" uuid,
                "cost_micros" bigint NOT NULL DEFAULT '0',
                "generated_by" text,
                "generated_at" TIMESTAMP WITH TIME ZONE,
                "submitted_at" TIMESTAMP WITH TIME ZONE,
                "approved_at" TIMESTAMP WITH TIME ZONE,
                "approved_by" text,
                "approved_wish_hash" text,
                "rejected_reason" text,
                CONSTRAINT "uq_asset_take" UNIQUE ("slot_id", "take"),
                CONSTRAINT "ck_asset_type_ab1df709" CHECK (type IN ('AUDIO', 'IMAGE', 'FIGURE', 'VIDEO')),
                CONSTRAINT "ck_asset_status_0c65d429" CHECK (
                    status IN (
                        'DRAFT',
                        'REVIEW',
                        'APPROVED',
                        'REJECTED',
                        'REVISED',
                        'PUBLISHED'
                    )
                ),
                CONSTRAINT "ck_asset_sha256_804f4e01" CHECK (sha256 ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_asset_durationseconds_945e727e" CHECK (
                    duration_seconds >= 0
                    AND duration_seconds < 'Infinity'
                ),
                CONSTRAINT "ck_asset_wishhash_766e9d6e" CHECK (wish_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_asset_recipehash_15eb8ad2" CHECK (recipe_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_asset_capability_6df359d5" CHECK (
                    capability IN (
                        'TEXT',
                        'SPEECH',
                        'IMAGE',
                        'VIDEO',
                        'SOUND',
                        'VISION',
                        'LIPSYNC'
                    )
                ),
                CONSTRAINT "ck_asset_approvedwishhash_dddab46c" CHECK (approved_wish_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_asset_recipe" CHECK (
                    (recipe_hash IS NULL) = (capability IS NULL)
                    AND (recipe_hash IS NULL) = (provider IS NULL)
                ),
                CONSTRAINT "ck_asset_size" CHECK (
                    bytes >= 0
                    AND duration_seconds >= 0
                    AND width > 0
                    AND height > 0
                ),
                CONSTRAINT "PK_1209d107fe21482beaea51b745e" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_asset_run" ON "asset" ("run_id", "id")
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_asset_media" ON "asset" ("sha256", "project_id")
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_asset_project" ON "asset" ("project_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "audit_entry" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "seq" integer NOT NULL,
                "at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "actor" text NOT NULL,
                "asset_id" uuid NOT NULL,
                "from_status" text,
                "to_status" text NOT NULL,
                "reason" text,
                "content_hash" text NOT NULL,
                "wish_hash" text,
                "previous_hash" text,
                "hash" text NOT NULL,
                CONSTRAINT "uq_audit_entry_seq" UNIQUE ("project_id", "seq"),
                CONSTRAINT "ck_audit_entry_fromstatus_a235b38e" CHECK (
                    from_status IN (
                        'DRAFT',
                        'REVIEW',
                        'APPROVED',
                        'REJECTED',
                        'REVISED',
                        'PUBLISHED'
                    )
                ),
                CONSTRAINT "ck_audit_entry_tostatus_2dd5542b" CHECK (
                    to_status IN (
                        'DRAFT',
                        'REVIEW',
                        'APPROVED',
                        'REJECTED',
                        'REVISED',
                        'PUBLISHED'
                    )
                ),
                CONSTRAINT "ck_audit_entry_contenthash_350cc64f" CHECK (content_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_audit_entry_wishhash_766e9d6e" CHECK (wish_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_audit_entry_previoushash_3328f028" CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "ck_audit_entry_hash_d44376a0" CHECK (hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "PK_58a130a4b9da189f46ba2a01801" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_audit_entry_asset" ON "audit_entry" ("asset_id", "seq")
        `);
    await queryRunner.query(`
            CREATE TABLE "budget" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "run_id" uuid,
                "cap_micros" bigint,
                "reserved_micros" bigint NOT NULL DEFAULT '0',
                "spent_micros" bigint NOT NULL DEFAULT '0',
                CONSTRAINT "REL_ef8c5ca6b4d578db3fed78a771" UNIQUE ("run_id"),
                CONSTRAINT "ck_budget_not_negative" CHECK (
                    reserved_micros >= 0
                    AND spent_micros >= 0
                    AND cap_micros >= 0
                ),
                CONSTRAINT "PK_9af87bcfd2de21bd9630dddaa0e" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "uq_budget_project" ON "budget" ("project_id")
            WHERE run_id IS NULL
        `);
    await queryRunner.query(`
            CREATE TABLE "idempotency_record" (
                "token_id" uuid NOT NULL,
                "key" text NOT NULL,
                "operation" text NOT NULL,
                "input_hash" text NOT NULL,
                "result" jsonb,
                "at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "ck_idempotency_record_inputhash_088f8c45" CHECK (input_hash ~ '^[0-9a-f]{64}$'),
                CONSTRAINT "PK_59d7772f6e6ba424781dc60790b" PRIMARY KEY ("token_id", "key")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "project_event" (
                "project_id" uuid NOT NULL,
                "seq" integer NOT NULL,
                "at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "actor" text NOT NULL,
                "kind" text NOT NULL,
                "subject_id" uuid,
                "facts" jsonb NOT NULL DEFAULT '{}',
                CONSTRAINT "ck_project_event_kind_699f0b33" CHECK (
                    kind IN (
                        'PROJECT_CREATED',
                        'SCRIPT_IMPORTED',
                        'TOKEN_CREATED'
                    )
                ),
                CONSTRAINT "PK_93568232957f3c6bc336eefddb3" PRIMARY KEY ("project_id", "seq")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "project_log_head" (
                "project_id" uuid NOT NULL,
                "last_seq" integer NOT NULL DEFAULT '0',
                CONSTRAINT "PK_2fa33fca99bcae74108e2cb1cc0" PRIMARY KEY ("project_id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "structured_script" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "name" text NOT NULL,
                "revision" integer NOT NULL DEFAULT '1',
                "lock_version" integer NOT NULL DEFAULT '1',
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "PK_9732a0577a964845f7c6be119a1" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_structured_script_project" ON "structured_script" ("project_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "segment" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "script_id" uuid NOT NULL,
                "idx" integer NOT NULL,
                "text" text NOT NULL,
                "intent" text NOT NULL,
                "key_concepts" text array NOT NULL DEFAULT '{}',
                "importance" double precision NOT NULL DEFAULT '0.5',
                "visual_direction" text,
                "display_mode" text,
                "estimated_seconds" double precision NOT NULL,
                "actual_seconds" double precision,
                "lock_version" integer NOT NULL DEFAULT '1',
                CONSTRAINT "uq_segment_script_idx" UNIQUE ("script_id", "idx") DEFERRABLE INITIALLY DEFERRED,
                CONSTRAINT "ck_segment_intent_b9b01d8a" CHECK (
                    intent IN (
                        'INTRO',
                        'BACKGROUND',
                        'METHODOLOGY',
                        'KEY_FINDING',
                        'FIGURE_WALKTHROUGH',
                        'DATA_DISCUSSION',
                        'COMPARISON',
                        'TRANSITION',
                        'RECAP',
                        'OUTRO'
                    )
                ),
                CONSTRAINT "ck_segment_displaymode_8d343a87" CHECK (
                    display_mode IN (
                        'FIGURE_SYNC',
                        'DALL_E',
                        'CARRY_FORWARD',
                        'TEXT_ONLY'
                    )
                ),
                CONSTRAINT "ck_segment_estimatedseconds_a7049f16" CHECK (
                    estimated_seconds >= 0
                    AND estimated_seconds < 'Infinity'
                ),
                CONSTRAINT "ck_segment_actualseconds_56b78497" CHECK (
                    actual_seconds >= 0
                    AND actual_seconds < 'Infinity'
                ),
                CONSTRAINT "ck_segment_importance" CHECK (
                    importance BETWEEN 0 AND 1
                ),
                CONSTRAINT "PK_d648ac58d8e0532689dfb8ad7ef" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "figure_reference" (
                "segment_id" uuid NOT NULL,
                "position" integer NOT NULL,
                "project_id" uuid NOT NULL,
                "kind" text NOT NULL,
                "number" integer NOT NULL,
                "panel" text,
                CONSTRAINT "ck_figure_reference_kind_e287d971" CHECK (kind IN ('FIGURE', 'TABLE')),
                CONSTRAINT "PK_16ed93c188be9e40e1e337fad3a" PRIMARY KEY ("segment_id", "position")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "shot_list" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "title" text NOT NULL,
                "format" text NOT NULL,
                "rate_numerator" integer NOT NULL,
                "rate_denominator" integer NOT NULL,
                "revision" integer NOT NULL DEFAULT '1',
                "lock_version" integer NOT NULL DEFAULT '1',
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "ck_shot_list_format_bd51770d" CHECK (
                    format IN (
                        'TIKTOK',
                        'REEL',
                        'YOUTUBE',
                        'SHORT_FILM',
                        'FEATURE',
                        'SERIES_EP'
                    )
                ),
                CONSTRAINT "ck_shot_list_rate" CHECK (
                    rate_numerator > 0
                    AND rate_denominator > 0
                ),
                CONSTRAINT "PK_011bd259030a2b61cc4c7680e56" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_shot_list_project" ON "shot_list" ("project_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "character" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "shot_list_id" uuid NOT NULL,
                "key" text NOT NULL,
                "name" text NOT NULL,
                CONSTRAINT "uq_character_key" UNIQUE ("shot_list_id", "key"),
                CONSTRAINT "PK_6c4aec48c564968be15078b8ae5" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "setting" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "shot_list_id" uuid NOT NULL,
                "key" text NOT NULL,
                "name" text NOT NULL,
                CONSTRAINT "uq_setting_key" UNIQUE ("shot_list_id", "key"),
                CONSTRAINT "PK_fcb21187dc6094e24a48f677bed" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "scene" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "shot_list_id" uuid NOT NULL,
                "number" integer NOT NULL,
                "slugline" text NOT NULL,
                "setting_id" uuid NOT NULL,
                "beat" text,
                "act" integer,
                CONSTRAINT "uq_scene_number" UNIQUE ("shot_list_id", "number") DEFERRABLE INITIALLY DEFERRED,
                CONSTRAINT "PK_680b182e0d3bd68553f944295f4" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "shot" (
                "id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "shot_list_id" uuid NOT NULL,
                "scene_id" uuid NOT NULL,
                "setting_id" uuid NOT NULL,
                "key" text NOT NULL,
                "number" integer NOT NULL,
                "trigger" text NOT NULL,
                "content" text NOT NULL,
                "dialogue_text" text,
                "dialogue_speaker_id" uuid,
                "shot_type" text NOT NULL,
                "camera_movement" text NOT NULL,
                "lens_mm" integer NOT NULL,
                "duration_frames" integer NOT NULL,
                "pacing_curve" text NOT NULL,
                "transition_to_next" text NOT NULL,
                "crossfade_seconds" double precision,
                "scene_prompt" text NOT NULL,
                "video_prompt" text NOT NULL,
                "negative_prompt" text NOT NULL,
                "ambient_description" text NOT NULL,
                "init_image_source" text NOT NULL,
                "aspect_ratio" text NOT NULL,
                "lock_version" integer NOT NULL DEFAULT '1',
                CONSTRAINT "uq_shot_number" UNIQUE ("scene_id", "number") DEFERRABLE INITIALLY DEFERRED,
                CONSTRAINT "uq_shot_key" UNIQUE ("shot_list_id", "key"),
                CONSTRAINT "ck_shot_shottype_d9abfcd3" CHECK (
                    shot_type IN (
                        'EXTREME_WIDE',
                        'WIDE',
                        'MEDIUM_WIDE',
                        'MEDIUM',
                        'MEDIUM_CLOSE',
                        'CLOSE_UP',
                        'EXTREME_CLOSE_UP',
                        'OVER_SHOULDER',
                        'POV',
                        'INSERT',
                        'TWO_SHOT',
                        'GROUP'
                    )
                ),
                CONSTRAINT "ck_shot_cameramovement_756f6180" CHECK (
                    camera_movement IN (
                        'STATIC',
                        'PAN_LEFT',
                        'PAN_RIGHT',
                        'TILT_UP',
                        'TILT_DOWN',
                        'PUSH_IN',
                        'PULL_BACK',
                        'TRACKING',
                        'HANDHELD',
                        'CRANE_UP',
                        'CRANE_DOWN',
                        'ORBIT',
                        'ZOOM_IN',
                        'ZOOM_OUT'
                    )
                ),
                CONSTRAINT "ck_shot_transitiontonext_16991071" CHECK (
                    transition_to_next IN (
                        'CUT',
                        'DISSOLVE',
                        'FADE_BLACK',
                        'FADE_FROM_BLACK',
                        'MATCH_CUT',
                        'SMASH_CUT',
                        'WIPE',
                        'J_CUT',
                        'L_CUT'
                    )
                ),
                CONSTRAINT "ck_shot_crossfadeseconds_f4e02ace" CHECK (
                    crossfade_seconds >= 0
                    AND crossfade_seconds < 'Infinity'
                ),
                CONSTRAINT "ck_shot_initimagesource_48f1334e" CHECK (
                    init_image_source IN ('REFERENCE', 'PREVIOUS_FRAME', 'GENERATED')
                ),
                CONSTRAINT "ck_shot_frames" CHECK (duration_frames > 0),
                CONSTRAINT "PK_270d8a54e9ae132b9368e0d93a7" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_shot_setting" ON "shot" ("setting_id")
        `);
    await queryRunner.query(`
            CREATE TABLE "shot_character" (
                "shot_id" uuid NOT NULL,
                "character_id" uuid NOT NULL,
                "project_id" uuid NOT NULL,
                "position" integer NOT NULL,
                CONSTRAINT "PK_9b31d809b7d3257b729e075a740" PRIMARY KEY ("shot_id", "character_id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "ix_shot_character_character" ON "shot_character" ("character_id")
        `);
    await queryRunner.query(`
            ALTER TABLE "run"
            ADD CONSTRAINT "FK_0d2649241beb27eaeb6744b9916" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "job"
            ADD CONSTRAINT "FK_96fe0b041b8bc157dcec25bd8ef" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "job"
            ADD CONSTRAINT "FK_803f0a33604320d264fd48fcf2d" FOREIGN KEY ("reused_from_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "job"
            ADD CONSTRAINT "FK_4e5a2b042d9af35628a41f766fd" FOREIGN KEY ("result_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "job_dependency"
            ADD CONSTRAINT "FK_40ce29577b85a3af79e98aca16d" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "job_dependency"
            ADD CONSTRAINT "FK_cf2af14e25043fedd4ce9fe48da" FOREIGN KEY ("depends_on_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "slot"
            ADD CONSTRAINT "FK_247d70748b50a11b8ed3b38fe8c" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "slot"
            ADD CONSTRAINT "FK_9577b864bfea61194193cc2709a" FOREIGN KEY ("current_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "slot"
            ADD CONSTRAINT "FK_242dc18f4811e642b41edad52bf" FOREIGN KEY ("approved_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "asset"
            ADD CONSTRAINT "FK_f07adfee081567ce49d405238e0" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "asset"
            ADD CONSTRAINT "FK_fa8e7aba8cabc1dbe0b7457fef4" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "asset"
            ADD CONSTRAINT "FK_626caf6785bff2e9ca6f3d98a47" FOREIGN KEY ("revision_of_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "asset"
            ADD CONSTRAINT "FK_96a008c9522a224fe2ddc0a51ed" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "asset"
            ADD CONSTRAINT "FK_7bf3207fbd8294d7108c2fd711b" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "audit_entry"
            ADD CONSTRAINT "FK_2424f629be9ef76b2d392ef94e4" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "audit_entry"
            ADD CONSTRAINT "FK_09aa873764922aa3c9b6ce4ab9b" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "budget"
            ADD CONSTRAINT "FK_040584adf91405ae1fd5cac06e3" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "budget"
            ADD CONSTRAINT "FK_ef8c5ca6b4d578db3fed78a771f" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "idempotency_record"
            ADD CONSTRAINT "FK_3e7795ef722cfd1e233b9f3452a" FOREIGN KEY ("token_id") REFERENCES "access_token"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "project_event"
            ADD CONSTRAINT "FK_1acd49947cf4fcdda4d10b5baf9" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "project_log_head"
            ADD CONSTRAINT "FK_2fa33fca99bcae74108e2cb1cc0" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "structured_script"
            ADD CONSTRAINT "FK_be5ad61f809230dbf5e35ba9039" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "segment"
            ADD CONSTRAINT "FK_58e5d8b50a5adfb66e89e96110c" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "segment"
            ADD CONSTRAINT "FK_fd3b303877b395cd8dd8d6e22f5" FOREIGN KEY ("script_id") REFERENCES "structured_script"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "figure_reference"
            ADD CONSTRAINT "FK_4a778d91b672a08d9ee2c4549b7" FOREIGN KEY ("segment_id") REFERENCES "segment"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot_list"
            ADD CONSTRAINT "FK_7c201be2141b16a160c63645a70" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "character"
            ADD CONSTRAINT "FK_21c463255a7291890ac0ac52553" FOREIGN KEY ("shot_list_id") REFERENCES "shot_list"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "setting"
            ADD CONSTRAINT "FK_01d74794b9cf03a444224286f7c" FOREIGN KEY ("shot_list_id") REFERENCES "shot_list"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "scene"
            ADD CONSTRAINT "FK_89b3e1e7df40e614b253893cba0" FOREIGN KEY ("shot_list_id") REFERENCES "shot_list"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "scene"
            ADD CONSTRAINT "FK_799a87caead0bc6f393e72d4950" FOREIGN KEY ("setting_id") REFERENCES "setting"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot"
            ADD CONSTRAINT "FK_ce8bd54ac6f8e083db2fb1d0ea5" FOREIGN KEY ("shot_list_id") REFERENCES "shot_list"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot"
            ADD CONSTRAINT "FK_57acfa67e87b0d7aa5567b90cbe" FOREIGN KEY ("scene_id") REFERENCES "scene"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot"
            ADD CONSTRAINT "FK_c2d3e3d953f06c413a37c2d00fb" FOREIGN KEY ("setting_id") REFERENCES "setting"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot"
            ADD CONSTRAINT "FK_8aa5e00ab95349365b466a501ff" FOREIGN KEY ("dialogue_speaker_id") REFERENCES "character"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot_character"
            ADD CONSTRAINT "FK_56cc3f6c2e79308f48a25ae75fc" FOREIGN KEY ("shot_id") REFERENCES "shot"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "shot_character"
            ADD CONSTRAINT "FK_4d12cf5c9d35ce419a95b74bf58" FOREIGN KEY ("character_id") REFERENCES "character"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "shot_character" DROP CONSTRAINT "FK_4d12cf5c9d35ce419a95b74bf58"
        `);
    await queryRunner.query(`
            ALTER TABLE "shot_character" DROP CONSTRAINT "FK_56cc3f6c2e79308f48a25ae75fc"
        `);
    await queryRunner.query(`
            ALTER TABLE "shot" DROP CONSTRAINT "FK_8aa5e00ab95349365b466a501ff"
        `);
    await queryRunner.query(`
            ALTER TABLE "shot" DROP CONSTRAINT "FK_c2d3e3d953f06c413a37c2d00fb"
        `);
    await queryRunner.query(`
            ALTER TABLE "shot" DROP CONSTRAINT "FK_57acfa67e87b0d7aa5567b90cbe"
        `);
    await queryRunner.query(`
            ALTER TABLE "shot" DROP CONSTRAINT "FK_ce8bd54ac6f8e083db2fb1d0ea5"
        `);
    await queryRunner.query(`
            ALTER TABLE "scene" DROP CONSTRAINT "FK_799a87caead0bc6f393e72d4950"
        `);
    await queryRunner.query(`
            ALTER TABLE "scene" DROP CONSTRAINT "FK_89b3e1e7df40e614b253893cba0"
        `);
    await queryRunner.query(`
            ALTER TABLE "setting" DROP CONSTRAINT "FK_01d74794b9cf03a444224286f7c"
        `);
    await queryRunner.query(`
            ALTER TABLE "character" DROP CONSTRAINT "FK_21c463255a7291890ac0ac52553"
        `);
    await queryRunner.query(`
            ALTER TABLE "shot_list" DROP CONSTRAINT "FK_7c201be2141b16a160c63645a70"
        `);
    await queryRunner.query(`
            ALTER TABLE "figure_reference" DROP CONSTRAINT "FK_4a778d91b672a08d9ee2c4549b7"
        `);
    await queryRunner.query(`
            ALTER TABLE "segment" DROP CONSTRAINT "FK_fd3b303877b395cd8dd8d6e22f5"
        `);
    await queryRunner.query(`
            ALTER TABLE "segment" DROP CONSTRAINT "FK_58e5d8b50a5adfb66e89e96110c"
        `);
    await queryRunner.query(`
            ALTER TABLE "structured_script" DROP CONSTRAINT "FK_be5ad61f809230dbf5e35ba9039"
        `);
    await queryRunner.query(`
            ALTER TABLE "project_log_head" DROP CONSTRAINT "FK_2fa33fca99bcae74108e2cb1cc0"
        `);
    await queryRunner.query(`
            ALTER TABLE "project_event" DROP CONSTRAINT "FK_1acd49947cf4fcdda4d10b5baf9"
        `);
    await queryRunner.query(`
            ALTER TABLE "idempotency_record" DROP CONSTRAINT "FK_3e7795ef722cfd1e233b9f3452a"
        `);
    await queryRunner.query(`
            ALTER TABLE "budget" DROP CONSTRAINT "FK_ef8c5ca6b4d578db3fed78a771f"
        `);
    await queryRunner.query(`
            ALTER TABLE "budget" DROP CONSTRAINT "FK_040584adf91405ae1fd5cac06e3"
        `);
    await queryRunner.query(`
            ALTER TABLE "audit_entry" DROP CONSTRAINT "FK_09aa873764922aa3c9b6ce4ab9b"
        `);
    await queryRunner.query(`
            ALTER TABLE "audit_entry" DROP CONSTRAINT "FK_2424f629be9ef76b2d392ef94e4"
        `);
    await queryRunner.query(`
            ALTER TABLE "asset" DROP CONSTRAINT "FK_7bf3207fbd8294d7108c2fd711b"
        `);
    await queryRunner.query(`
            ALTER TABLE "asset" DROP CONSTRAINT "FK_96a008c9522a224fe2ddc0a51ed"
        `);
    await queryRunner.query(`
            ALTER TABLE "asset" DROP CONSTRAINT "FK_626caf6785bff2e9ca6f3d98a47"
        `);
    await queryRunner.query(`
            ALTER TABLE "asset" DROP CONSTRAINT "FK_fa8e7aba8cabc1dbe0b7457fef4"
        `);
    await queryRunner.query(`
            ALTER TABLE "asset" DROP CONSTRAINT "FK_f07adfee081567ce49d405238e0"
        `);
    await queryRunner.query(`
            ALTER TABLE "slot" DROP CONSTRAINT "FK_242dc18f4811e642b41edad52bf"
        `);
    await queryRunner.query(`
            ALTER TABLE "slot" DROP CONSTRAINT "FK_9577b864bfea61194193cc2709a"
        `);
    await queryRunner.query(`
            ALTER TABLE "slot" DROP CONSTRAINT "FK_247d70748b50a11b8ed3b38fe8c"
        `);
    await queryRunner.query(`
            ALTER TABLE "job_dependency" DROP CONSTRAINT "FK_cf2af14e25043fedd4ce9fe48da"
        `);
    await queryRunner.query(`
            ALTER TABLE "job_dependency" DROP CONSTRAINT "FK_40ce29577b85a3af79e98aca16d"
        `);
    await queryRunner.query(`
            ALTER TABLE "job" DROP CONSTRAINT "FK_4e5a2b042d9af35628a41f766fd"
        `);
    await queryRunner.query(`
            ALTER TABLE "job" DROP CONSTRAINT "FK_803f0a33604320d264fd48fcf2d"
        `);
    await queryRunner.query(`
            ALTER TABLE "job" DROP CONSTRAINT "FK_96fe0b041b8bc157dcec25bd8ef"
        `);
    await queryRunner.query(`
            ALTER TABLE "run" DROP CONSTRAINT "FK_0d2649241beb27eaeb6744b9916"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_shot_character_character"
        `);
    await queryRunner.query(`
            DROP TABLE "shot_character"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_shot_setting"
        `);
    await queryRunner.query(`
            DROP TABLE "shot"
        `);
    await queryRunner.query(`
            DROP TABLE "scene"
        `);
    await queryRunner.query(`
            DROP TABLE "setting"
        `);
    await queryRunner.query(`
            DROP TABLE "character"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_shot_list_project"
        `);
    await queryRunner.query(`
            DROP TABLE "shot_list"
        `);
    await queryRunner.query(`
            DROP TABLE "figure_reference"
        `);
    await queryRunner.query(`
            DROP TABLE "segment"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_structured_script_project"
        `);
    await queryRunner.query(`
            DROP TABLE "structured_script"
        `);
    await queryRunner.query(`
            DROP TABLE "project_log_head"
        `);
    await queryRunner.query(`
            DROP TABLE "project_event"
        `);
    await queryRunner.query(`
            DROP TABLE "idempotency_record"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."uq_budget_project"
        `);
    await queryRunner.query(`
            DROP TABLE "budget"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_audit_entry_asset"
        `);
    await queryRunner.query(`
            DROP TABLE "audit_entry"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_asset_project"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_asset_media"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_asset_run"
        `);
    await queryRunner.query(`
            DROP TABLE "asset"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_slot_project"
        `);
    await queryRunner.query(`
            DROP TABLE "slot"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_job_dependency_input"
        `);
    await queryRunner.query(`
            DROP TABLE "job_dependency"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_job_run"
        `);
    await queryRunner.query(`
            DROP TABLE "job"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."ix_run_project"
        `);
    await queryRunner.query(`
            DROP TABLE "run"
        `);
    await queryRunner.query(`
            DROP TABLE "project"
        `);
    await queryRunner.query(`
            DROP TABLE "access_token"
        `);
  }
}
