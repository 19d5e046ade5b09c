import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  ...['PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED'],
  ...['ASSET_DESCRIBED', 'ASSET_ANNOTATED', 'ANNOTATION_RESOLVED', 'RUN_STATUS_CHANGED', 'SCRIPT_EDITED'],
  'ASSET_WENT_STALE',
];
const MORE_KINDS = [
  ...KINDS,
  ...['DOCUMENT_INGESTED', 'DOCUMENT_CHANGED', 'DOCUMENT_REMOVED', 'FIGURE_CHANGED', 'FIGURE_REMOVED', 'SOURCES_SET'],
];
const words = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/**
 * Which figure a script means by a kind and a number: its own, else that of the document that is named, where it is one of its
 * sources, else that of the first of its sources that has one. Whoever resolves a reference asks here, reads and verbs alike.
 */
const FIGURE_MEANT = `
  CREATE FUNCTION workprint_figure_meant(script_id uuid, kind text, number int, document_id uuid) RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT m.id FROM (
      SELECT f.id, 0 AS rank, 0 AS position FROM figure f WHERE f.script_id = $1 AND f.kind = $2 AND f.number = $3
      UNION ALL
      SELECT f.id, CASE WHEN d.document_id = $4 THEN 1 ELSE 2 END, d.position
      FROM script_document d JOIN figure f ON f.document_id = d.document_id AND f.kind = $2 AND f.number = $3
      WHERE d.script_id = $1
    ) m ORDER BY m.rank, m.position LIMIT 1
  $$`;

/** What scripts are written from: documents, their atoms, concepts and links, and figures that are theirs. */
export class Documents1795285600000 implements MigrationInterface {
  name = 'Documents1795285600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_0a9749f2"');
    await queryRunner.query(
      `CREATE TABLE "document" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "title" text NOT NULL, "attribution" text, "kind" text NOT NULL, "sha256" text NOT NULL, "bytes" bigint NOT NULL, "mime_type" text NOT NULL, "file_name" text NOT NULL, "authors" text array NOT NULL DEFAULT '{}', "date" text, "page_count" integer NOT NULL, "language" text NOT NULL DEFAULT 'en', "summaries" jsonb NOT NULL, "warnings" text array NOT NULL DEFAULT '{}', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "created_by" text NOT NULL, CONSTRAINT "uq_document_content" UNIQUE ("project_id", "sha256"), CONSTRAINT "ck_document_kind_062f35aa" CHECK (kind IN ('PDF', 'MARKDOWN', 'HTML', 'TEXT')), CONSTRAINT "ck_document_sha256_804f4e01" CHECK (sha256 ~ '^[0-9a-f]{64}$'), CONSTRAINT "ck_document_mimetype_3f918689" CHECK (mime_type ~ '^[a-z0-9]+/[a-z0-9.+-]+$'), CONSTRAINT "ck_document_pages" CHECK (page_count >= 1), CONSTRAINT "PK_e57d3357f83f3cdc0acffc3d777" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query('CREATE INDEX "ix_document_project" ON "document"  ("project_id", "id") ');
    await queryRunner.query(
      'CREATE TABLE "script_document" ("script_id" uuid NOT NULL, "document_id" uuid NOT NULL, "position" integer NOT NULL, "project_id" uuid NOT NULL, CONSTRAINT "PK_16f47dfd1805a511f1877d6b559" PRIMARY KEY ("script_id", "document_id"))',
    );
    await queryRunner.query('CREATE INDEX "ix_script_document_document" ON "script_document"  ("document_id") ');
    await queryRunner.query(
      `CREATE TABLE "atom" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "document_id" uuid NOT NULL, "position" integer NOT NULL, "kind" text NOT NULL, "zone" text NOT NULL, "text" text NOT NULL, "page" integer NOT NULL, "box" jsonb, "section" text, "parent" integer, "importance" double precision NOT NULL, "topics" text array NOT NULL DEFAULT '{}', "entities" text array NOT NULL DEFAULT '{}', "figure_id" uuid, "form" text, CONSTRAINT "uq_atom_position" UNIQUE ("document_id", "position"), CONSTRAINT "ck_atom_kind_cd7bc446" CHECK (kind IN ('TITLE', 'ABSTRACT', 'SECTION_HEADER', 'PARAGRAPH', 'QUOTE', 'CITATION', 'FIGURE', 'CHART', 'TABLE', 'EQUATION', 'DIAGRAM', 'AUTHOR', 'DATE', 'KEYWORD')), CONSTRAINT "ck_atom_zone_fb030b77" CHECK (zone IN ('FRONT', 'BODY', 'BACK', 'BOILERPLATE')), CONSTRAINT "ck_atom_form_122b934e" CHECK (form IN ('TITLE', 'AUTHOR', 'DATE', 'ABSTRACT', 'KEYWORDS', 'HEADING', 'PARAGRAPH', 'LIST_ITEM', 'QUOTE', 'EQUATION', 'CODE', 'REFERENCE')), CONSTRAINT "ck_atom_importance" CHECK (importance BETWEEN 0 AND 1), CONSTRAINT "PK_6bc4cb28a317f72fd4a02d3af1b" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "concept" ("document_id" uuid NOT NULL, "kind" text NOT NULL, "key" text NOT NULL, "project_id" uuid NOT NULL, "name" text NOT NULL, "count" integer NOT NULL, "weight" double precision NOT NULL, CONSTRAINT "ck_concept_kind_f71ba685" CHECK (kind IN ('TOPIC', 'ENTITY')), CONSTRAINT "ck_concept_weight" CHECK (weight BETWEEN 0 AND 1), CONSTRAINT "PK_e4db52eeeeb4d4aa4fa5615d4b7" PRIMARY KEY ("document_id", "kind", "key"))`,
    );
    await queryRunner.query('CREATE INDEX "ix_concept_project" ON "concept"  ("project_id", "kind", "key") ');
    await queryRunner.query(
      `CREATE TABLE "atom_link" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "from_atom_id" uuid NOT NULL, "to_atom_id" uuid NOT NULL, "relation" text NOT NULL, "strength" double precision NOT NULL, "because" text NOT NULL, CONSTRAINT "uq_atom_link" UNIQUE ("from_atom_id", "to_atom_id", "relation"), CONSTRAINT "ck_atom_link_relation_4c8a8d5b" CHECK (relation IN ('SAME_TOPIC', 'SUPPORTS', 'CONTRADICTS', 'EXTENDS')), CONSTRAINT "ck_atom_link_strength" CHECK (strength BETWEEN 0 AND 1), CONSTRAINT "PK_cee4cc46cd6122d1c7f113cbf65" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query('CREATE INDEX "ix_atom_link_project" ON "atom_link"  ("project_id", "id") ');
    await queryRunner.query('CREATE INDEX "ix_atom_link_to" ON "atom_link"  ("to_atom_id") ');
    await queryRunner.query('ALTER TABLE "figure" ADD "document_id" uuid');
    await queryRunner.query('ALTER TABLE "figure" ADD "label" text');
    await queryRunner.query('ALTER TABLE "figure" ADD "page" integer');
    await queryRunner.query('ALTER TABLE "figure" ADD "confidence" double precision');
    await queryRunner.query(`ALTER TABLE "segment" ADD "claims" jsonb NOT NULL DEFAULT '[]'`);
    await queryRunner.query('ALTER TABLE "figure_reference" ADD "document_id" uuid');
    await queryRunner.query('ALTER TABLE "figure" ALTER COLUMN "script_id" DROP NOT NULL');
    await queryRunner.query(
      'ALTER TABLE "figure" ADD CONSTRAINT "ck_figure_confidence" CHECK (confidence BETWEEN 0 AND 1)',
    );
    await queryRunner.query(
      'ALTER TABLE "figure" ADD CONSTRAINT "ck_figure_owner" CHECK ((script_id IS NULL) <> (document_id IS NULL))',
    );
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_a88c672a" CHECK (kind IN (${words(MORE_KINDS)}))`,
    );
    await queryRunner.query(
      'ALTER TABLE "figure" ADD CONSTRAINT "uq_figure_document_number" UNIQUE ("document_id", "kind", "number")',
    );
    await queryRunner.query(
      'ALTER TABLE "document" ADD CONSTRAINT "FK_4d4739c863ab05b56a8eabd15ea" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "script_document" ADD CONSTRAINT "FK_8ea3429f338c73f68dfcca6a1ad" FOREIGN KEY ("script_id") REFERENCES "structured_script"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "script_document" ADD CONSTRAINT "FK_4bd5894e041c9f765a3257511c8" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "figure" ADD CONSTRAINT "FK_326e56eae1f787a323fd52e9190" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "atom" ADD CONSTRAINT "FK_68260ac2a0f22b3e633f3e08981" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "atom" ADD CONSTRAINT "FK_f62eb5b968e38445ac6364108a3" FOREIGN KEY ("figure_id") REFERENCES "figure"("id") ON DELETE SET NULL ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "concept" ADD CONSTRAINT "FK_3fb2e0b45169ca98d75724993ae" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "atom_link" ADD CONSTRAINT "FK_3336e42d850a9c9adede39de094" FOREIGN KEY ("from_atom_id") REFERENCES "atom"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "atom_link" ADD CONSTRAINT "FK_4420ab4d68f966e1de762ce682d" FOREIGN KEY ("to_atom_id") REFERENCES "atom"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
    await queryRunner.query(
      'ALTER TABLE "figure_reference" ADD CONSTRAINT "FK_9543f6c6048921cda90f7a6c5e0" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE NO ACTION',
    );
    await queryRunner.query(FIGURE_MEANT);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION workprint_figure_meant(uuid, text, int, uuid)');
    await queryRunner.query('ALTER TABLE "figure_reference" DROP CONSTRAINT "FK_9543f6c6048921cda90f7a6c5e0"');
    await queryRunner.query('ALTER TABLE "atom_link" DROP CONSTRAINT "FK_4420ab4d68f966e1de762ce682d"');
    await queryRunner.query('ALTER TABLE "atom_link" DROP CONSTRAINT "FK_3336e42d850a9c9adede39de094"');
    await queryRunner.query('ALTER TABLE "concept" DROP CONSTRAINT "FK_3fb2e0b45169ca98d75724993ae"');
    await queryRunner.query('ALTER TABLE "atom" DROP CONSTRAINT "FK_f62eb5b968e38445ac6364108a3"');
    await queryRunner.query('ALTER TABLE "atom" DROP CONSTRAINT "FK_68260ac2a0f22b3e633f3e08981"');
    await queryRunner.query('ALTER TABLE "figure" DROP CONSTRAINT "FK_326e56eae1f787a323fd52e9190"');
    await queryRunner.query('ALTER TABLE "script_document" DROP CONSTRAINT "FK_4bd5894e041c9f765a3257511c8"');
    await queryRunner.query('ALTER TABLE "script_document" DROP CONSTRAINT "FK_8ea3429f338c73f68dfcca6a1ad"');
    await queryRunner.query('ALTER TABLE "document" DROP CONSTRAINT "FK_4d4739c863ab05b56a8eabd15ea"');
    await queryRunner.query('ALTER TABLE "figure" DROP CONSTRAINT "uq_figure_document_number"');
    await queryRunner.query('ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_a88c672a"');
    await queryRunner.query('ALTER TABLE "figure" DROP CONSTRAINT "ck_figure_owner"');
    await queryRunner.query('ALTER TABLE "figure" DROP CONSTRAINT "ck_figure_confidence"');
    await queryRunner.query('DELETE FROM figure WHERE script_id IS NULL');
    await queryRunner.query('ALTER TABLE "figure" ALTER COLUMN "script_id" SET NOT NULL');
    await queryRunner.query('ALTER TABLE "figure_reference" DROP COLUMN "document_id"');
    await queryRunner.query('ALTER TABLE "segment" DROP COLUMN "claims"');
    await queryRunner.query('ALTER TABLE "figure" DROP COLUMN "confidence"');
    await queryRunner.query('ALTER TABLE "figure" DROP COLUMN "page"');
    await queryRunner.query('ALTER TABLE "figure" DROP COLUMN "label"');
    await queryRunner.query('ALTER TABLE "figure" DROP COLUMN "document_id"');
    await queryRunner.query('DROP INDEX "public"."ix_atom_link_to"');
    await queryRunner.query('DROP INDEX "public"."ix_atom_link_project"');
    await queryRunner.query('DROP TABLE "atom_link"');
    await queryRunner.query('DROP INDEX "public"."ix_concept_project"');
    await queryRunner.query('DROP TABLE "concept"');
    await queryRunner.query('DROP TABLE "atom"');
    await queryRunner.query('DROP INDEX "public"."ix_script_document_document"');
    await queryRunner.query('DROP TABLE "script_document"');
    await queryRunner.query('DROP INDEX "public"."ix_document_project"');
    await queryRunner.query('DROP TABLE "document"');
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_0a9749f2" CHECK (kind IN (${words(KINDS)}))`,
    );
  }
}
