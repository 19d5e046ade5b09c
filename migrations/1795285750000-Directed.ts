import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the director of photography decides stands beside what people decide, and another tier changes it alone. */
export class Directed1795285750000 implements MigrationInterface {
  name = 'Directed1795285750000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "segment" ADD "directed_mode" text, ADD "directed_direction" text, ADD "directed_clip" boolean NOT NULL DEFAULT false,
         ADD CONSTRAINT "ck_segment_directedmode_bf3a16cd"
           CHECK (directed_mode IN ('FIGURE_SYNC', 'DALL_E', 'CARRY_FORWARD', 'TEXT_ONLY'))`,
    );
    await queryRunner.query(
      `ALTER TABLE "structured_script" ADD "directed_tier" text, ADD CONSTRAINT "ck_structured_script_directedtier_1dbfd010"
         CHECK (directed_tier IN ('MICRO', 'LOW', 'MEDIUM', 'HIGH', 'FULL'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "structured_script" DROP COLUMN "directed_tier"`);
    await queryRunner.query(
      `ALTER TABLE "segment" DROP COLUMN "directed_clip", DROP COLUMN "directed_direction", DROP COLUMN "directed_mode"`,
    );
  }
}
