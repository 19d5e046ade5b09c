import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  ...['PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED'],
  ...['ASSET_ANNOTATED', 'ANNOTATION_RESOLVED', 'RUN_STATUS_CHANGED'],
];
const MORE_KINDS = [
  ...[...KINDS.slice(0, 6), 'ASSET_DESCRIBED', ...KINDS.slice(6)],
  ...['SCRIPT_EDITED', 'ASSET_WENT_STALE'],
];
const words = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/** Scripts are edited, and each of their states is kept. What is there already is kept as it is, by whoever imported it. */
export class Revisions1795284500000 implements MigrationInterface {
  name = 'Revisions1795284500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_75a51431"');
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_0a9749f2" CHECK (kind IN (${words(MORE_KINDS)}))`,
    );
    await queryRunner.query(
      `CREATE TABLE "script_revision" ("script_id" uuid NOT NULL, "revision" integer NOT NULL, "project_id" uuid NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "by" text NOT NULL, "change" text NOT NULL, "segments" json NOT NULL, CONSTRAINT "PK_876df6d687993d203cc51b64abb" PRIMARY KEY ("script_id", "revision"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "script_revision" ADD CONSTRAINT "FK_8182a18a96674cac4a1638b3c36" FOREIGN KEY ("script_id") REFERENCES "structured_script"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "script_revision" ADD CONSTRAINT "FK_74db629456a2243f25115cabe9c" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(`
      INSERT INTO script_revision (script_id, project_id, revision, at, by, change, segments)
      SELECT c.id, c.project_id, c.revision, c.created_at,
        coalesce((SELECT e.actor FROM project_event e WHERE e.project_id = c.project_id AND e.subject_id = c.id
          AND e.kind = 'SCRIPT_IMPORTED' LIMIT 1), 'unknown'), 'Imported',
        coalesce((SELECT json_agg(line ORDER BY line.idx) FROM (
          SELECT g.*, coalesce((SELECT json_agg(json_build_object('kind', f.kind, 'number', f.number, 'panel', f.panel) ORDER BY f.position)
            FROM figure_reference f WHERE f.segment_id = g.id), '[]') AS figure_references
          FROM segment g WHERE g.script_id = c.id) line), '[]')
      FROM structured_script c`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "script_revision"');
    await queryRunner.query('ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_0a9749f2"');
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_75a51431" CHECK (kind IN (${words(KINDS)}))`,
    );
  }
}
