import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works says of which release its engine is, and which queues it listens to. Until now there was one release. */
export class Fleet1795285400000 implements MigrationInterface {
  name = 'Fleet1795285400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "executor" ADD "version" text NOT NULL DEFAULT '1'`);
    await queryRunner.query(`ALTER TABLE "executor" ALTER COLUMN "version" DROP DEFAULT`);
    await queryRunner.query(`ALTER TABLE "executor" ADD "queues" text array`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "executor" DROP COLUMN "queues"`);
    await queryRunner.query(`ALTER TABLE "executor" DROP COLUMN "version"`);
  }
}
