import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  ...['PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED'],
  ...['ASSET_DESCRIBED', 'ASSET_ANNOTATED', 'ANNOTATION_RESOLVED', 'RUN_STATUS_CHANGED', 'SCRIPT_EDITED'],
  ...['ASSET_WENT_STALE', 'DOCUMENT_INGESTED', 'DOCUMENT_CHANGED', 'DOCUMENT_REMOVED', 'FIGURE_CHANGED'],
  ...['FIGURE_REMOVED', 'SOURCES_SET'],
];
const MORE_KINDS = [...KINDS, 'PROJECT_CHANGED', 'STYLE_LEARNED', 'STYLE_PROFILE_REMOVED'];
const words = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/** The log tells what was changed of the project itself, and which styles came and went. */
export class ProjectChanges1795286000000 implements MigrationInterface {
  name = 'ProjectChanges1795286000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_a88c672a"');
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_44139ae1" CHECK (kind IN (${words(MORE_KINDS)}))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_44139ae1"');
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_a88c672a" CHECK (kind IN (${words(KINDS)}))`,
    );
  }
}
