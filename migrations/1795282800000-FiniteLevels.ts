import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  ['asset', 'loudness_lufs', 'ck_asset_loudnesslufs_d9c08007'],
  ['asset', 'true_peak_dbtp', 'ck_asset_truepeakdbtp_0f66f81e'],
  ['render_report', 'drift_ms', 'ck_render_report_driftms_7773e3a7'],
  ['render_report', 'loudness_lufs', 'ck_render_report_loudnesslufs_d9c08007'],
  ['render_report', 'true_peak_dbtp', 'ck_render_report_truepeakdbtp_0f66f81e'],
];

/** Reads print these as they are, and JSON has no infinities: silence measures as minus infinity. */
export class FiniteLevels1795282800000 implements MigrationInterface {
  name = 'FiniteLevels1795282800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column, name] of COLUMNS)
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} > '-Infinity' AND ${column} < 'Infinity')`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, , name] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
}
