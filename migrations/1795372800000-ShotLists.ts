import type { MigrationInterface, QueryRunner } from 'typeorm';

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

const KINDS = [
  ...['PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED'],
  ...['ASSET_DESCRIBED', 'ASSET_ANNOTATED', 'ANNOTATION_RESOLVED', 'RUN_STATUS_CHANGED', 'SCRIPT_EDITED'],
  ...['ASSET_WENT_STALE', 'DOCUMENT_INGESTED', 'DOCUMENT_CHANGED', 'DOCUMENT_REMOVED', 'FIGURE_CHANGED'],
  ...['FIGURE_REMOVED', 'SOURCES_SET', 'PROJECT_CHANGED', 'STYLE_LEARNED', 'STYLE_PROFILE_REMOVED', 'PLAN_STORED'],
];
const FORMATS = ['TIKTOK', 'REEL', 'YOUTUBE', 'SHORT_FILM', 'FEATURE', 'SERIES_EP'];
const TIMES = ['DAWN', 'MORNING', 'DAY', 'AFTERNOON', 'DUSK', 'EVENING', 'NIGHT'];
const PACINGS = ['MODERATE', 'ACCELERATING', 'RAPID', 'DECELERATING'];
const HEIGHTS = ['EYE_LEVEL', 'EYE_LEVEL_HIGH', 'SHOULDER_LEVEL', 'OBJECT_LEVEL'];
const BANDS = ['VERY_WIDE', 'WIDE', 'MEDIUM', 'MEDIUM_CLOSE', 'CLOSE', 'EXTREME_CLOSE_UP'];
const PROFILES = ['SPEED_PREVIEW', 'BALANCED', 'PRODUCTION_QUALITY'];

const KINDS_BEFORE = 'ck_project_event_kind_78e51532';
const KINDS_AFTER = 'ck_project_event_kind_55160833';
/** Keys may change hands within a transaction: a character is renamed, another takes the name. */
const KEYS = [
  { table: 'shot', name: 'uq_shot_key' },
  { table: 'character', name: 'uq_character_key' },
  { table: 'setting', name: 'uq_setting_key' },
] as const;

/**
 * Screenplays, and all that a shot list keeps of its six steps. Nothing made shot lists before: a table that has rows of somebody's own making
 * has no screenplay to give them, and the statement that asks for one fails.
 */
export class ShotLists1795372800000 implements MigrationInterface {
  name = 'ShotLists1795372800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await kinds(queryRunner, { gone: KINDS_BEFORE, come: KINDS_AFTER, words: [...KINDS, ...NEW_KINDS] });
    for (const statement of UP) await queryRunner.query(statement);
    for (const { table, name } of KEYS) await unique(queryRunner, { table, name, deferred: true });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table, name } of KEYS) await unique(queryRunner, { table, name, deferred: false });
    for (const statement of DOWN) await queryRunner.query(statement);
    await kinds(queryRunner, { gone: KINDS_AFTER, come: KINDS_BEFORE, words: KINDS });
  }
}

const NEW_KINDS = ['SCREENPLAY_IMPORTED', 'SHOT_LIST_BROKEN_DOWN', 'SHOT_LIST_EDITED'];

async function kinds(
  queryRunner: QueryRunner,
  { gone, come, words }: { gone: string; come: string; words: readonly string[] },
): Promise<void> {
  await queryRunner.query(`ALTER TABLE "project_event" DROP CONSTRAINT "${gone}"`);
  await queryRunner.query(`ALTER TABLE "project_event" ADD CONSTRAINT "${come}" CHECK (kind IN (${list(words)}))`);
}

async function unique(
  queryRunner: QueryRunner,
  { table, name, deferred }: { table: string; name: string; deferred: boolean },
): Promise<void> {
  const when = deferred ? ' DEFERRABLE INITIALLY DEFERRED' : '';
  await queryRunner.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  await queryRunner.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" UNIQUE ("shot_list_id", "key")${when}`);
}

const UP = [
  `CREATE TABLE "screenplay" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "title" text NOT NULL, "author" text, "format" text NOT NULL,
    "scene_count" integer NOT NULL, "revision" integer NOT NULL DEFAULT '1', "lock_version" integer NOT NULL DEFAULT '1',
    "problems" jsonb NOT NULL DEFAULT '[]', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT "ck_screenplay_format_bd51770d" CHECK (format IN (${list(FORMATS)})),
    CONSTRAINT "ck_screenplay_scenes" CHECK (scene_count > 0),
    CONSTRAINT "PK_screenplay" PRIMARY KEY ("id"),
    CONSTRAINT "FK_cca2cab1109ad7134fb2ccd7468" FOREIGN KEY ("project_id") REFERENCES "project"("id"))`,
  'CREATE INDEX "ix_screenplay_project" ON "screenplay" ("project_id", "id")',
  `CREATE TABLE "screenplay_revision" ("screenplay_id" uuid NOT NULL, "revision" integer NOT NULL, "project_id" uuid NOT NULL,
    "at" TIMESTAMP WITH TIME ZONE NOT NULL, "by" text NOT NULL, "file_format" text NOT NULL, "source" text NOT NULL,
    CONSTRAINT "ck_screenplay_revision_fileformat_94b81fd5" CHECK (file_format IN (${list(['FOUNTAIN', 'FDX', 'JSON'])})),
    CONSTRAINT "PK_screenplay_revision" PRIMARY KEY ("screenplay_id", "revision"),
    CONSTRAINT "FK_9f08d06dc590b94fe2f868ac2e9" FOREIGN KEY ("screenplay_id") REFERENCES "screenplay"("id"),
    CONSTRAINT "FK_84c00c9ea9f456dc00aecaab0a6" FOREIGN KEY ("project_id") REFERENCES "project"("id"))`,
  `ALTER TABLE "shot_list" ADD "screenplay_id" uuid NOT NULL, ADD "screenplay_revision" integer NOT NULL, ADD "aspect_ratio" text NOT NULL,
    ADD "bible" jsonb NOT NULL, ADD "noticed" jsonb NOT NULL DEFAULT '[]', ADD "problems" jsonb NOT NULL DEFAULT '[]',
    ADD CONSTRAINT "uq_shot_list_screenplay" UNIQUE ("screenplay_id"),
    ADD CONSTRAINT "FK_e18fb6080cd687c96430e03a44e" FOREIGN KEY ("screenplay_id") REFERENCES "screenplay"("id")`,
  `ALTER TABLE "character" ADD "tier" integer, ADD "look" jsonb NOT NULL, ADD "signature" text, ADD "portrait_prompt" text,
    ADD "position" integer NOT NULL`,
  `ALTER TABLE "setting" ADD "is_exterior" boolean NOT NULL, ADD "base_prompt" text, ADD "description" text,
    ADD "mood_keywords" text array NOT NULL, ADD "palette" text array NOT NULL, ADD "time_variants" jsonb NOT NULL,
    ADD "position" integer NOT NULL`,
  `ALTER TABLE "scene" ADD "ends_act" boolean NOT NULL, ADD "time_of_day" text, ADD "pacing_curve" text NOT NULL, ADD "emotional_start" text,
    ADD "emotional_end" text, ADD "conflict" text, ADD "is_sequence" boolean NOT NULL, ADD "continuity_anchors" text array NOT NULL,
    ADD "board_card_number" integer, ADD "target_frames" integer,
    ADD CONSTRAINT "ck_scene_timeofday_f2fbb22c" CHECK (time_of_day IN (${list(TIMES)})),
    ADD CONSTRAINT "ck_scene_pacingcurve_fe0d1665" CHECK (pacing_curve IN (${list(PACINGS)}))`,
  'ALTER TABLE "shot" DROP CONSTRAINT "ck_shot_frames", DROP COLUMN "crossfade_seconds"',
  `ALTER TABLE "shot" ADD "intensity" double precision NOT NULL, ADD "is_disaster_moment" boolean NOT NULL,
    ADD "shot_type_rationale" text NOT NULL, ADD "camera_rationale" text NOT NULL, ADD "camera_height" text NOT NULL,
    ADD "distance_band" text NOT NULL, ADD "lighting_intent" text NOT NULL, ADD "blocking_intent" text NOT NULL,
    ADD "generation_profile" text NOT NULL, ADD "crossfade_frames" integer NOT NULL DEFAULT '0', ADD "character_prompt_prefix" text NOT NULL,
    ADD "edited" text array NOT NULL DEFAULT '{}',
    ADD CONSTRAINT "ck_shot_cameraheight_476e64fc" CHECK (camera_height IN (${list(HEIGHTS)})),
    ADD CONSTRAINT "ck_shot_distanceband_41b37c07" CHECK (distance_band IN (${list(BANDS)})),
    ADD CONSTRAINT "ck_shot_generationprofile_174ee7aa" CHECK (generation_profile IN (${list(PROFILES)})),
    ADD CONSTRAINT "ck_shot_intensity" CHECK (intensity BETWEEN 0 AND 1),
    ADD CONSTRAINT "ck_shot_frames" CHECK (duration_frames > 0 AND crossfade_frames >= 0)`,
];

const DOWN = [
  `ALTER TABLE "shot" DROP CONSTRAINT "ck_shot_frames", DROP COLUMN "intensity", DROP COLUMN "is_disaster_moment",
    DROP COLUMN "shot_type_rationale", DROP COLUMN "camera_rationale", DROP COLUMN "camera_height", DROP COLUMN "distance_band",
    DROP COLUMN "lighting_intent", DROP COLUMN "blocking_intent", DROP COLUMN "generation_profile", DROP COLUMN "crossfade_frames",
    DROP COLUMN "character_prompt_prefix", DROP COLUMN "edited"`,
  `ALTER TABLE "shot" ADD "crossfade_seconds" double precision,
    ADD CONSTRAINT "ck_shot_frames" CHECK (duration_frames > 0),
    ADD CONSTRAINT "ck_shot_crossfadeseconds_f4e02ace" CHECK (crossfade_seconds >= 0 AND crossfade_seconds < 'Infinity')`,
  `ALTER TABLE "scene" DROP COLUMN "ends_act", DROP COLUMN "time_of_day", DROP COLUMN "pacing_curve", DROP COLUMN "emotional_start",
    DROP COLUMN "emotional_end", DROP COLUMN "conflict", DROP COLUMN "is_sequence", DROP COLUMN "continuity_anchors",
    DROP COLUMN "board_card_number", DROP COLUMN "target_frames"`,
  `ALTER TABLE "setting" DROP COLUMN "is_exterior", DROP COLUMN "base_prompt", DROP COLUMN "description", DROP COLUMN "mood_keywords",
    DROP COLUMN "palette", DROP COLUMN "time_variants", DROP COLUMN "position"`,
  `ALTER TABLE "character" DROP COLUMN "tier", DROP COLUMN "look", DROP COLUMN "signature", DROP COLUMN "portrait_prompt",
    DROP COLUMN "position"`,
  `ALTER TABLE "shot_list" DROP COLUMN "screenplay_id", DROP COLUMN "screenplay_revision", DROP COLUMN "aspect_ratio", DROP COLUMN "bible",
    DROP COLUMN "noticed", DROP COLUMN "problems"`,
  'DROP TABLE "screenplay_revision"',
  'DROP TABLE "screenplay"',
];
