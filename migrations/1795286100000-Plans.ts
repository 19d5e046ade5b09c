import type { MigrationInterface, QueryRunner } from 'typeorm';

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const SUBJECTS = ['STRUCTURED_SCRIPT', 'SHOT_LIST'];
const OWNERS = [
  ...['PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'STRUCTURED_SCRIPT', 'SCENE', 'SHOT'],
  ...['CHARACTER', 'SETTING'],
];
const KINDS = [
  ...['PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED'],
  ...['ASSET_DESCRIBED', 'ASSET_ANNOTATED', 'ANNOTATION_RESOLVED', 'RUN_STATUS_CHANGED', 'SCRIPT_EDITED'],
  ...['ASSET_WENT_STALE', 'DOCUMENT_INGESTED', 'DOCUMENT_CHANGED', 'DOCUMENT_REMOVED', 'FIGURE_CHANGED'],
  ...['FIGURE_REMOVED', 'SOURCES_SET', 'PROJECT_CHANGED', 'STYLE_LEARNED', 'STYLE_PROFILE_REMOVED'],
];
const JOB_TYPES = [
  ...['TTS', 'GENERATE_IMAGE', 'GENERATE_VIDEO', 'GENERATE_MUSIC', 'GENERATE_CHART', 'ENHANCE_IMAGE', 'LIP_SYNC'],
  ...['RENDER_SHOTSTACK', 'VIDEO_ASSEMBLY', 'EFFECT_APPLICATION', 'SUBTITLE_GENERATION', 'WRITE_SCRIPT'],
  ...['LAY_OUT_SCRIPT', 'BUILD_CUT', 'RENDER_FILM'],
];

interface Vocabulary {
  readonly table: string;
  readonly column: string;
  readonly before: { readonly name: string; readonly words: readonly string[] };
  readonly after: { readonly name: string; readonly words: readonly string[] };
}

const MORE_OWNERS = [...OWNERS, 'PRODUCTION_PLAN'];
const VOCABULARIES: readonly Vocabulary[] = [
  {
    ...{ table: 'run', column: 'subject_type' },
    before: { name: 'ck_run_subjecttype_c01fe294', words: SUBJECTS },
    after: { name: 'ck_run_subjecttype_3ccbebac', words: [...SUBJECTS, 'PRODUCTION_PLAN'] },
  },
  {
    ...{ table: 'slot', column: 'owner_type' },
    before: { name: 'ck_slot_ownertype_c6257d92', words: OWNERS },
    after: { name: 'ck_slot_ownertype_14733c37', words: MORE_OWNERS },
  },
  {
    ...{ table: 'clip', column: 'owner_type' },
    before: { name: 'ck_clip_ownertype_c6257d92', words: OWNERS },
    after: { name: 'ck_clip_ownertype_14733c37', words: MORE_OWNERS },
  },
  {
    ...{ table: 'project_event', column: 'kind' },
    before: { name: 'ck_project_event_kind_44139ae1', words: KINDS },
    after: { name: 'ck_project_event_kind_78e51532', words: [...KINDS, 'PLAN_STORED'] },
  },
];

/** Plans with their jobs, and whatever may be of a plan: places, clips, runs, lines, a cut. */
export class Plans1795286100000 implements MigrationInterface {
  name = 'Plans1795286100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const { table, column, before, after } of VOCABULARIES)
      await replaced(queryRunner, { table, column, gone: before, come: after });
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
    for (const { table, column, before, after } of VOCABULARIES)
      await replaced(queryRunner, { table, column, gone: after, come: before });
  }
}

interface Replaced {
  readonly table: string;
  readonly column: string;
  readonly gone: Vocabulary['before'];
  readonly come: Vocabulary['before'];
}

async function replaced(queryRunner: QueryRunner, { table, column, gone, come }: Replaced): Promise<void> {
  await queryRunner.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${gone.name}"`);
  await queryRunner.query(
    `ALTER TABLE "${table}" ADD CONSTRAINT "${come.name}" CHECK (${column} IN (${list(come.words)}))`,
  );
}

const UP = [
  `CREATE TABLE "production_plan" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "name" text NOT NULL, "manifest" json NOT NULL,
    "warnings" jsonb NOT NULL, "valid" boolean NOT NULL, "used_repair" boolean NOT NULL, "processing_time_ms" integer NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "created_by" text NOT NULL,
    CONSTRAINT "ck_production_plan_time" CHECK (processing_time_ms >= 0),
    CONSTRAINT "PK_1e766034d762f195715d9051327" PRIMARY KEY ("id"),
    CONSTRAINT "FK_ec06219f1c80c009330151f10f8" FOREIGN KEY ("project_id") REFERENCES "project"("id"))`,
  'CREATE INDEX "ix_production_plan_project" ON "production_plan" ("project_id", "id")',
  `CREATE TABLE "planned_job" ("plan_id" uuid NOT NULL, "position" integer NOT NULL, "project_id" uuid NOT NULL, "key" text NOT NULL,
    "type" text NOT NULL, "payload" json NOT NULL, "depends_on" text array NOT NULL, "priority" integer NOT NULL,
    "max_retries" integer NOT NULL, "backoff_seconds" double precision NOT NULL, "estimate_micros" bigint NOT NULL,
    CONSTRAINT "uq_planned_job_key" UNIQUE ("plan_id", "key"),
    CONSTRAINT "ck_planned_job_type_8c1fb96b" CHECK (type IN (${list(JOB_TYPES)})),
    CONSTRAINT "ck_planned_job_backoffseconds_a63ff085" CHECK (backoff_seconds >= 0 AND backoff_seconds < 'Infinity'),
    CONSTRAINT "ck_planned_job_priority" CHECK (position >= 0 AND priority BETWEEN 0 AND 20 AND max_retries >= 0),
    CONSTRAINT "PK_49e9da27ee87608c557a2f00eb3" PRIMARY KEY ("plan_id", "position"),
    CONSTRAINT "FK_9a2eb7bed9203807d4b71978cc5" FOREIGN KEY ("plan_id") REFERENCES "production_plan"("id"),
    CONSTRAINT "FK_e78e1b94fd4c89f6f07553e92bc" FOREIGN KEY ("project_id") REFERENCES "project"("id"))`,
  'ALTER TABLE "timeline" ALTER COLUMN "script_id" DROP NOT NULL',
  `ALTER TABLE "timeline" ADD "plan_id" uuid, ADD CONSTRAINT "uq_timeline_plan" UNIQUE ("plan_id"),
    ADD CONSTRAINT "ck_timeline_subject" CHECK (num_nonnulls(script_id, plan_id) = 1),
    ADD CONSTRAINT "FK_9bd49948ececbeb7f4a1e727136" FOREIGN KEY ("plan_id") REFERENCES "production_plan"("id")`,
];

const DOWN = [
  `ALTER TABLE "timeline" DROP CONSTRAINT "FK_9bd49948ececbeb7f4a1e727136", DROP CONSTRAINT "ck_timeline_subject",
    DROP CONSTRAINT "uq_timeline_plan", DROP COLUMN "plan_id"`,
  'ALTER TABLE "timeline" ALTER COLUMN "script_id" SET NOT NULL',
  'DROP TABLE "planned_job"',
  'DROP TABLE "production_plan"',
];
