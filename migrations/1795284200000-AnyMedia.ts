import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a probe found in the bytes of an upload. */
export class AnyMedia1795284200000 implements MigrationInterface {
  name = 'AnyMedia1795284200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "upload" ADD "facts" jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "upload" DROP COLUMN "facts"');
  }
}
