import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A take of an equal wish is looked for in the whole project: by each job that begins, and by each place of a plan. */
export class Librarian1795284600000 implements MigrationInterface {
  name = 'Librarian1795284600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX "ix_asset_wish" ON "asset"  ("project_id", "wish_hash") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."ix_asset_wish"`);
  }
}
