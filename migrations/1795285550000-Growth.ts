import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job may wait for the end of others without needing what they make. */
export class Growth1795285550000 implements MigrationInterface {
  name = 'Growth1795285550000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job_dependency" ADD "is_soft" boolean NOT NULL DEFAULT false`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job_dependency" DROP COLUMN "is_soft"`);
  }
}
