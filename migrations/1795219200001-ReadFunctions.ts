import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a read calls where a row that must be there is not: a state of its own (WP001), which only this can raise, sends the
 * read to the slow path, and that reports the place. It declares text so that it fits where JSON text is expected.
 */
export class ReadFunctions1795219200001 implements MigrationInterface {
  name = 'ReadFunctions1795219200001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION workprint_missing(place text) RETURNS text LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'WP001', MESSAGE = 'nothing at ' || place;
      END $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION workprint_missing(text)');
  }
}
