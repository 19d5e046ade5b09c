import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where imported assets came from, to be selected by it. */
export class Selection1795284100000 implements MigrationInterface {
  name = 'Selection1795284100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "asset" ADD "origin_run_id" text`);
    await queryRunner.query(`ALTER TABLE "asset" ADD "external_id" text`);
    await queryRunner.query(
      `CREATE INDEX "ix_asset_origin" ON "asset" ("project_id", "origin_run_id") WHERE origin_run_id IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."ix_asset_origin"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP COLUMN "external_id"`);
    await queryRunner.query(`ALTER TABLE "asset" DROP COLUMN "origin_run_id"`);
  }
}
