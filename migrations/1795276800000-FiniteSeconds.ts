import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKS = [
  ['asset', 'ck_asset_durationseconds_945e727e', "duration_seconds >= 0 AND duration_seconds < 'Infinity'"],
  ['segment', 'ck_segment_estimatedseconds_a7049f16', "estimated_seconds >= 0 AND estimated_seconds < 'Infinity'"],
  ['segment', 'ck_segment_actualseconds_56b78497', "actual_seconds >= 0 AND actual_seconds < 'Infinity'"],
  ['shot', 'ck_shot_crossfadeseconds_f4e02ace', "crossfade_seconds >= 0 AND crossfade_seconds < 'Infinity'"],
] as const;

/** Lengths of time are finite: reads print them as they are, and JSON has no infinities. */
export class FiniteSeconds1795276800000 implements MigrationInterface {
  name = 'FiniteSeconds1795276800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, name, rule] of CHECKS)
      await queryRunner.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" CHECK (${rule})`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, name] of CHECKS) await queryRunner.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  }
}
