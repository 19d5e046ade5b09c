import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What models were asked while plans were made, and what that used. */
export class PlannerCalls1795286200000 implements MigrationInterface {
  name = 'PlannerCalls1795286200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "planner_call" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "caller" text NOT NULL, "purpose" text NOT NULL, "provider" text NOT NULL, "model" text NOT NULL, "tokens_in" integer, "tokens_out" integer, "cost_micros" bigint NOT NULL, "outcome" text NOT NULL, "duration_ms" integer, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "ck_planner_call_purpose_5ea66844" CHECK (purpose IN ('EXTRACTION', 'REPAIR')), CONSTRAINT "ck_planner_call_outcome_930594ba" CHECK (outcome IN ('ASKED', 'ANSWERED', 'BAD_REPLY', 'TIMED_OUT', 'FAILED', 'CANCELLED')), CONSTRAINT "ck_planner_call_used" CHECK (tokens_in >= 0 AND tokens_out >= 0 AND cost_micros >= 0 AND duration_ms >= 0), CONSTRAINT "PK_c8e014eae895a254dbd4a2f7768" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      'CREATE INDEX "ix_planner_call_of" ON "planner_call" ("project_id", "caller", "purpose", "created_at")',
    );
    await queryRunner.query(
      `ALTER TABLE "planner_call" ADD CONSTRAINT "FK_4089ef9d727b95c14a666f943f3" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "planner_call" DROP CONSTRAINT "FK_4089ef9d727b95c14a666f943f3"');
    await queryRunner.query('DROP INDEX "ix_planner_call_of"');
    await queryRunner.query('DROP TABLE "planner_call"');
  }
}
