import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run's log tells that it was paused. */
export class Control1795285100000 implements MigrationInterface {
  name = 'Control1795285100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "ck_run_event_kind_e324abaf"`);
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "ck_run_event_kind_17d24949" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'RUN_PAUSED', 'RUN_FINISHED'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "ck_run_event_kind_17d24949"`);
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "ck_run_event_kind_e324abaf" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'RUN_FINISHED'))`,
    );
  }
}
