import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  ['structured_script', 'external_id', 'text'],
  ['structured_script', 'trial_id', 'text'],
  ['structured_script', 'source_document', 'text'],
  ['structured_script', 'generation_prompt', 'text'],
  ['structured_script', 'production_style', 'text'],
  ['structured_script', 'content_type', 'text'],
  ['structured_script', 'perspective', 'text'],
  ['structured_script', 'variant_of', 'text'],
  ['structured_script', 'sources_used', "text array NOT NULL DEFAULT '{}'"],
  ['segment', 'perspective', 'text'],
  ['segment', 'content_type_hint', 'text'],
  ['segment', 'source_attributions', "jsonb NOT NULL DEFAULT '[]'"],
  ['figure', 'description', "text NOT NULL DEFAULT ''"],
];

/** What a structured script says of itself, of its segments and of its figures. */
export class ScriptsInFull1795284000000 implements MigrationInterface {
  name = 'ScriptsInFull1795284000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column, type] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} ADD ${column} ${type}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
