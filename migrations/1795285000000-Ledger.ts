import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why jobs are held, and when a run's money came to its end. */
export class Ledger1795285000000 implements MigrationInterface {
  name = 'Ledger1795285000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job" ADD "held" text`);
    await queryRunner.query(
      `ALTER TABLE "job" ADD CONSTRAINT "ck_job_held_8fb0c00b" CHECK (held IN ('PAUSED', 'BUDGET'))`,
    );
    await queryRunner.query(`ALTER TABLE "run" ADD "budget_low_at" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(`ALTER TABLE "run" ADD "budget_reached_at" TIMESTAMP WITH TIME ZONE`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "run" DROP COLUMN "budget_reached_at"`);
    await queryRunner.query(`ALTER TABLE "run" DROP COLUMN "budget_low_at"`);
    await queryRunner.query(`ALTER TABLE "job" DROP CONSTRAINT "ck_job_held_8fb0c00b"`);
    await queryRunner.query(`ALTER TABLE "job" DROP COLUMN "held"`);
  }
}
