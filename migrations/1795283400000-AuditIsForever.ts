import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an asset is made of. Its review, its place and its notes may change; these are the take. */
const BYTES = [
  ...['sha256', 'bytes', 'mime_type', 'duration_seconds', 'width', 'height'],
  ...['recipe_hash', 'capability', 'provider', 'model', 'prompt', 'parameters', 'inputs'],
];
const row = (name: string): string => `(${BYTES.map((column) => `${name}.${column}`).join(', ')})`;

/**
 * The audit only grows, and a take stays the bytes and the recipe that it was born with, whoever writes. The condition of the
 * second is in the trigger itself: a decision about 10,000 assets calls no function.
 */
export class AuditIsForever1795283400000 implements MigrationInterface {
  name = 'AuditIsForever1795283400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION workprint_audit_is_forever() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'WP002', MESSAGE = format('The audit only grows: %s is refused.', TG_OP);
      END $$`);
    await queryRunner.query(`
      CREATE FUNCTION workprint_take_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'WP003',
          MESSAGE = format('Take %s is what it is: its bytes and its recipe do not change.', OLD.id);
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER audit_is_forever BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
      FOR EACH STATEMENT EXECUTE FUNCTION workprint_audit_is_forever()`);
    await queryRunner.query(`
      CREATE TRIGGER take_is_immutable BEFORE UPDATE ON asset
      FOR EACH ROW WHEN (${row('OLD')} IS DISTINCT FROM ${row('NEW')}) EXECUTE FUNCTION workprint_take_is_immutable()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER take_is_immutable ON asset');
    await queryRunner.query('DROP TRIGGER audit_is_forever ON audit_entry');
    await queryRunner.query('DROP FUNCTION workprint_take_is_immutable()');
    await queryRunner.query('DROP FUNCTION workprint_audit_is_forever()');
  }
}
