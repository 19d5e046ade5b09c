import type { MigrationInterface, QueryRunner } from 'typeorm';

const above = (name: string): string =>
  `CASE jsonb_typeof(s.overrides->'${name}') WHEN 'string' THEN s.overrides->'${name}' ELSE to_jsonb(s.${name}) END`;

/** What a slot's wish comes to, as `settledWish` says it in the pure core; a test compares their hashes. */
const TERMS = `jsonb_build_object(
  'capability', s.capability, 'provider', ${above('provider')}, 'model', ${above('model')}, 'prompt', ${above('prompt')},
  'parameters', s.parameters || (s.overrides - ARRAY['provider', 'model', 'prompt']), 'inputs', s.inputs, 'variation', s.variation)`;

const member = (path: string, of: 'made' | 'wished'): string => `jsonb_path_query_first(${of}, '${path}', '{}', true)`;
const differs = (path: string): string => `${member(path, 'made')} IS DISTINCT FROM ${member(path, 'wished')}`;

interface Members {
  readonly path: string;
  readonly name: string;
  readonly value: string;
}
const PARAMETERS: Members = { path: '$.parameters.keyvalue()', name: 'key', value: 'value' };
const INPUTS: Members = { path: '$.inputs[*]', name: 'name', value: 'sha256' };

const valuesOf = (of: 'made' | 'wished', { path, name, value }: Members): string => `
  SELECT m->>'${name}' AS name, jsonb_agg(m->'${value}') AS said
  FROM jsonb_path_query(${of}, '${path}', '{}', true) m WHERE m->>'${name}' IS NOT NULL GROUP BY 1`;
const differing = (members: Members): string => `
  SELECT name FROM (${valuesOf('made', members)}) a FULL JOIN (${valuesOf('wished', members)}) b USING (name)
  WHERE a.said IS DISTINCT FROM b.said`;

/**
 * The wishes that slots ever had, kept by the database whoever writes a slot; in the order of their hashes, so that two
 * statements that bring the same wishes wait for each other and never in a circle. And what tells two of them apart, by name: it is asked
 * when it is read, so that no mark can be left behind by an edit that was taken back.
 */
export class Wishes1795283900000 implements MigrationInterface {
  name = 'Wishes1795283900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "wish" ("project_id" uuid NOT NULL, "hash" text NOT NULL, "terms" jsonb NOT NULL, CONSTRAINT "PK_58c83d4040dfdff684e7b87d795" PRIMARY KEY ("project_id", "hash"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "wish" ADD CONSTRAINT "FK_03fd96738aa8a527a375beccb9c" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query('ALTER TABLE "asset" DROP COLUMN "stale_causes"');
    await queryRunner.query(`
      INSERT INTO wish (project_id, hash, terms)
      SELECT DISTINCT ON (s.project_id, s.wish_hash) s.project_id, s.wish_hash, ${TERMS} FROM slot s`);
    for (const [event, from] of [
      ['added', 'added s'],
      ['changed', 'after s JOIN before b USING (id) WHERE s.wish_hash <> b.wish_hash'],
    ]) {
      await queryRunner.query(`
        CREATE FUNCTION workprint_wishes_${event}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO wish (project_id, hash, terms)
          SELECT DISTINCT ON (s.project_id, s.wish_hash) s.project_id, s.wish_hash, ${TERMS}
          FROM ${from} ORDER BY s.project_id, s.wish_hash ON CONFLICT DO NOTHING;
          RETURN NULL;
        END $$`);
    }
    await queryRunner.query(`
      CREATE TRIGGER wishes_added_kept AFTER INSERT ON slot REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION workprint_wishes_added_kept()`);
    await queryRunner.query(`
      CREATE TRIGGER wishes_changed_kept AFTER UPDATE ON slot REFERENCING OLD TABLE AS before NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION workprint_wishes_changed_kept()`);
    await queryRunner.query(`
      CREATE FUNCTION workprint_wish_causes(made jsonb, wished jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN made IS NULL OR wished IS NULL THEN '{}'::text[]
          WHEN count(*) = 0 AND ${differs('$.variation')} THEN ARRAY['variation']
          ELSE coalesce(array_agg(cause ORDER BY cause COLLATE "C"), '{}') END
        FROM (
          SELECT word AS cause FROM (VALUES
            ('capability', ${differs('$.capability')}), ('provider', ${differs('$.provider')}),
            ('model', ${differs('$.model')}), ('prompt', ${differs('$.prompt')})) named(word, differs) WHERE differs
          UNION SELECT name FROM (${differing(PARAMETERS)}) parameter
          UNION SELECT 'input:' || name FROM (${differing(INPUTS)}) input
        ) causes
      $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION workprint_wish_causes(jsonb, jsonb)');
    await queryRunner.query('DROP TRIGGER wishes_changed_kept ON slot');
    await queryRunner.query('DROP TRIGGER wishes_added_kept ON slot');
    await queryRunner.query('DROP FUNCTION workprint_wishes_changed_kept()');
    await queryRunner.query('DROP FUNCTION workprint_wishes_added_kept()');
    await queryRunner.query(`ALTER TABLE "asset" ADD "stale_causes" text array NOT NULL DEFAULT '{}'`);
    await queryRunner.query('DROP TABLE "wish"');
  }
}
