import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A project says whom it asks first, who speaks for whom and what its styles mean; a take knows where its words are heard. */
export class Suppliers1795285500000 implements MigrationInterface {
  name = 'Suppliers1795285500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "project" ADD "provider_order" jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`ALTER TABLE "project" ADD "voice_map" jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`ALTER TABLE "project" ADD "styles" jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`ALTER TABLE "asset" ADD "words" jsonb`);
    await queryRunner.query(`ALTER TABLE "supplier_state" ADD "checked_at" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(`ALTER TABLE "supplier_state" ADD "checked_seconds" double precision`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "supplier_state" DROP COLUMN "checked_seconds"`);
    await queryRunner.query(`ALTER TABLE "supplier_state" DROP COLUMN "checked_at"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP COLUMN "words"`);
    await queryRunner.query(`ALTER TABLE "project" DROP COLUMN "styles"`);
    await queryRunner.query(`ALTER TABLE "project" DROP COLUMN "voice_map"`);
    await queryRunner.query(`ALTER TABLE "project" DROP COLUMN "provider_order"`);
  }
}
