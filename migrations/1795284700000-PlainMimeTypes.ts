import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reads write without escaping it can hold nothing to escape. */
export class PlainMimeTypes1795284700000 implements MigrationInterface {
  name = 'PlainMimeTypes1795284700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "asset" ADD CONSTRAINT "ck_asset_mimetype_3f918689" CHECK (mime_type ~ '^[a-z0-9]+/[a-z0-9.+-]+$')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "asset" DROP CONSTRAINT "ck_asset_mimetype_3f918689"`);
  }
}
