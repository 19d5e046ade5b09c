import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scripts that are written here: their brief, their drafts as takes, and the jobs that write them and lay them out. */
export class WrittenScripts1795285900000 implements MigrationInterface {
  name = 'WrittenScripts1795285900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_type_a8749cb1"`);
    await queryRunner.query(`ALTER TABLE "slot" DROP CONSTRAINT "ck_slot_type_ab1df709"`);
    await queryRunner.query(`ALTER TABLE "slot" DROP CONSTRAINT "ck_slot_ownertype_7f82ab3a"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP CONSTRAINT "ck_asset_type_ab1df709"`);
    await queryRunner.query(`ALTER TABLE "clip" DROP CONSTRAINT "ck_clip_ownertype_7f82ab3a"`);
    await queryRunner.query(
      `CREATE TABLE "script_draft" ("asset_id" uuid NOT NULL, "project_id" uuid NOT NULL, "script" jsonb NOT NULL, "notes" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_f24c9f64e9c2c33e4bd2b1b369e" PRIMARY KEY ("asset_id"))`,
    );
    await queryRunner.query(`ALTER TABLE "structured_script" ADD "target_seconds" double precision`);
    await queryRunner.query(`ALTER TABLE "structured_script" ADD "brief" jsonb`);
    await queryRunner.query(`ALTER TABLE "structured_script" ADD "laid_out_id" uuid`);
    await queryRunner.query(`ALTER TABLE "timeline" ADD "notes" text array NOT NULL DEFAULT '{}'`);
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_type_8c1fb96b" CHECK (type IN ('TTS', 'GENERATE_IMAGE', 'GENERATE_VIDEO', 'GENERATE_MUSIC', 'GENERATE_CHART', 'ENHANCE_IMAGE', 'LIP_SYNC', 'RENDER_SHOTSTACK', 'VIDEO_ASSEMBLY', 'EFFECT_APPLICATION', 'SUBTITLE_GENERATION', 'WRITE_SCRIPT', 'LAY_OUT_SCRIPT', 'BUILD_CUT', 'RENDER_FILM'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "slot" ADD CONSTRAINT "ck_slot_ownertype_c6257d92" CHECK (owner_type IN ('PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'STRUCTURED_SCRIPT', 'SCENE', 'SHOT', 'CHARACTER', 'SETTING'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "slot" ADD CONSTRAINT "ck_slot_type_d6ef2742" CHECK (type IN ('AUDIO', 'IMAGE', 'FIGURE', 'VIDEO', 'TEXT'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "asset" ADD CONSTRAINT "ck_asset_type_d6ef2742" CHECK (type IN ('AUDIO', 'IMAGE', 'FIGURE', 'VIDEO', 'TEXT'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "structured_script" ADD CONSTRAINT "ck_structured_script_targetseconds_f3465a4c" CHECK (target_seconds >= 0 AND target_seconds < 'Infinity')`,
    );
    await queryRunner.query(
      `ALTER TABLE "clip" ADD CONSTRAINT "ck_clip_ownertype_c6257d92" CHECK (owner_type IN ('PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'STRUCTURED_SCRIPT', 'SCENE', 'SHOT', 'CHARACTER', 'SETTING'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "script_draft" ADD CONSTRAINT "FK_f24c9f64e9c2c33e4bd2b1b369e" FOREIGN KEY ("asset_id") REFERENCES "asset"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "script_draft" DROP CONSTRAINT "FK_f24c9f64e9c2c33e4bd2b1b369e"`);
    await queryRunner.query(`ALTER TABLE "clip" DROP CONSTRAINT "ck_clip_ownertype_c6257d92"`);
    await queryRunner.query(
      `ALTER TABLE "structured_script" DROP CONSTRAINT "ck_structured_script_targetseconds_f3465a4c"`,
    );
    await queryRunner.query(`ALTER TABLE "asset" DROP CONSTRAINT "ck_asset_type_d6ef2742"`);
    await queryRunner.query(`ALTER TABLE "slot" DROP CONSTRAINT "ck_slot_type_d6ef2742"`);
    await queryRunner.query(`ALTER TABLE "slot" DROP CONSTRAINT "ck_slot_ownertype_c6257d92"`);
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_type_8c1fb96b"`);
    await queryRunner.query(`ALTER TABLE "timeline" DROP COLUMN "notes"`);
    await queryRunner.query(`ALTER TABLE "structured_script" DROP COLUMN "laid_out_id"`);
    await queryRunner.query(`ALTER TABLE "structured_script" DROP COLUMN "brief"`);
    await queryRunner.query(`ALTER TABLE "structured_script" DROP COLUMN "target_seconds"`);
    await queryRunner.query(`DROP TABLE "script_draft"`);
    await queryRunner.query(
      `ALTER TABLE "clip" ADD CONSTRAINT "ck_clip_ownertype_7f82ab3a" CHECK (owner_type IN ('PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'SCENE', 'SHOT', 'CHARACTER', 'SETTING'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "asset" ADD CONSTRAINT "ck_asset_type_ab1df709" CHECK (type IN ('AUDIO', 'IMAGE', 'FIGURE', 'VIDEO'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "slot" ADD CONSTRAINT "ck_slot_ownertype_7f82ab3a" CHECK (owner_type IN ('PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'SCENE', 'SHOT', 'CHARACTER', 'SETTING'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "slot" ADD CONSTRAINT "ck_slot_type_ab1df709" CHECK (type IN ('AUDIO', 'IMAGE', 'FIGURE', 'VIDEO'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_type_a8749cb1" CHECK (type IN ('TTS', 'GENERATE_IMAGE', 'GENERATE_VIDEO', 'GENERATE_MUSIC', 'GENERATE_CHART', 'ENHANCE_IMAGE', 'LIP_SYNC', 'RENDER_SHOTSTACK', 'VIDEO_ASSEMBLY', 'EFFECT_APPLICATION', 'SUBTITLE_GENERATION', 'BUILD_CUT', 'RENDER_FILM'))`,
    );
  }
}
