import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A project says how its words are spoken. */
export class Pronunciations1795285700000 implements MigrationInterface {
  name = 'Pronunciations1795285700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "project" ADD "pronunciations" jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "project" DROP COLUMN "pronunciations"`);
  }
}
