import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Projects keep their takes to themselves until somebody says otherwise. */
export class Sharing1795285300000 implements MigrationInterface {
  name = 'Sharing1795285300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "project" ADD "shares_takes" boolean NOT NULL DEFAULT false`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "project" DROP COLUMN "shares_takes"`);
  }
}
