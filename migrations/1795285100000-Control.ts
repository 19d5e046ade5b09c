import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run's log tells that it was paused. */
export class Control1795285100000 implements MigrationInterface {
  name = 'Control1795285100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "ck_run_event_kind_1de27e16"`);
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "ck_run_event_kind_80e0f563" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'PROVIDER_FELL_BACK', 'PROVIDER_OVERRAN', 'BUDGET_LOW', 'BUDGET_REACHED', 'RUN_PAUSED', 'RUN_FINISHED'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "run_event" DROP CONSTRAINT "ck_run_event_kind_80e0f563"`);
    await queryRunner.query(
      `ALTER TABLE "run_event" ADD CONSTRAINT "ck_run_event_kind_1de27e16" CHECK (kind IN ('RUN_STARTED', 'JOB_STARTED', 'JOB_PROGRESSED', 'JOB_FAILED', 'ASSET_MADE', 'ASSET_REUSED', 'JOB_FINISHED', 'PROVIDER_FELL_BACK', 'PROVIDER_OVERRAN', 'BUDGET_LOW', 'BUDGET_REACHED', 'RUN_FINISHED'))`,
    );
  }
}
