import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How reference transcripts speak, for scripts that are to speak like them. */
export class StyleProfiles1795285800000 implements MigrationInterface {
  name = 'StyleProfiles1795285800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "style_profile" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "name" text NOT NULL, "profile" jsonb NOT NULL, "learned_from" jsonb NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "created_by" text NOT NULL, CONSTRAINT "PK_style_profile" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query('CREATE INDEX "ix_style_profile_project" ON "style_profile" ("project_id", "id")');
    await queryRunner.query(
      `ALTER TABLE "style_profile" ADD CONSTRAINT "FK_e4c2707e2740debea6a05979fd2" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "style_profile" DROP CONSTRAINT "FK_e4c2707e2740debea6a05979fd2"');
    await queryRunner.query('DROP INDEX "ix_style_profile_project"');
    await queryRunner.query('DROP TABLE "style_profile"');
  }
}
