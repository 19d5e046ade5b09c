import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRACKS = [
  { track: 'PICTURE', member: 'picture', owner: 'SEGMENT' },
  { track: 'NARRATION', member: 'narration', owner: 'SEGMENT' },
  { track: 'AMBIENCE', member: 'ambience', owner: 'TIMELINE' },
];

/** What every cut shows and plays, as `clipsOf` says it in the pure core; a test compares them. */
export const CLIPS_OF_CUTS = TRACKS.map(
  ({ track, member, owner }) => `
  INSERT INTO clip (timeline_id, project_id, track, position, owner_type, owner_id, asset_id, start_frame, end_frame_exclusive)
  SELECT t.id, t.project_id, '${track}', c.ordinality - 1, '${owner}', (c.laid->>'ownerId')::uuid, (c.laid->>'assetId')::uuid,
    (c.laid->>'startFrame')::int, (c.laid->>'startFrame')::int + (c.laid->>'durationFrames')::int
  FROM timeline t, jsonb_path_query(t.cut, '$.${member}[*]') WITH ORDINALITY c(laid, ordinality)`,
);

/** Notes about assets, and what the cuts show and play as rows; those of the cuts that there are. */
export class CopiesAndNotes1795284400000 implements MigrationInterface {
  name = 'CopiesAndNotes1795284400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_1d9eba3b"`);
    await queryRunner.query(
      `CREATE TABLE "annotation" ("id" uuid NOT NULL, "project_id" uuid NOT NULL, "asset_id" uuid NOT NULL, "author" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "body" text NOT NULL, "start_seconds" double precision, "duration_seconds" double precision, "x" double precision, "y" double precision, "width" double precision, "height" double precision, "resolved_at" TIMESTAMP WITH TIME ZONE, "resolved_by" text, CONSTRAINT "ck_annotation_startseconds_90cccd8a" CHECK (start_seconds >= 0 AND start_seconds < 'Infinity'), CONSTRAINT "ck_annotation_durationseconds_945e727e" CHECK (duration_seconds >= 0 AND duration_seconds < 'Infinity'), CONSTRAINT "ck_annotation_resolved" CHECK ((resolved_at IS NULL) = (resolved_by IS NULL)), CONSTRAINT "ck_annotation_down" CHECK (y >= 0 AND height > 0 AND y + height <= 1.000000001), CONSTRAINT "ck_annotation_across" CHECK (x >= 0 AND width > 0 AND x + width <= 1.000000001), CONSTRAINT "ck_annotation_region" CHECK ((x IS NULL) = (width IS NULL) AND (y IS NULL) = (height IS NULL) AND (x IS NULL) = (y IS NULL)), CONSTRAINT "ck_annotation_span" CHECK ((start_seconds IS NULL) = (duration_seconds IS NULL) AND start_seconds + duration_seconds <= 1000000), CONSTRAINT "PK_ec39ebae82efb7cfc77302eb7b3" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "ix_annotation_asset" ON "annotation" ("asset_id", "id")`);
    await queryRunner.query(
      `CREATE TABLE "clip" ("timeline_id" uuid NOT NULL, "track" text NOT NULL, "position" integer NOT NULL, "project_id" uuid NOT NULL, "owner_type" text NOT NULL, "owner_id" uuid NOT NULL, "asset_id" uuid NOT NULL, "start_frame" integer NOT NULL, "end_frame_exclusive" integer NOT NULL, CONSTRAINT "ck_clip_track_9bdcd2a3" CHECK (track IN ('PICTURE', 'NARRATION', 'AMBIENCE')), CONSTRAINT "ck_clip_ownertype_7f82ab3a" CHECK (owner_type IN ('PROJECT', 'SEGMENT', 'FIGURE', 'TIMELINE', 'SCENE', 'SHOT', 'CHARACTER', 'SETTING')), CONSTRAINT "ck_clip_span" CHECK (position >= 0 AND start_frame >= 0 AND end_frame_exclusive >= start_frame), CONSTRAINT "PK_b8996e4b549bd621db64aedc108" PRIMARY KEY ("timeline_id", "track", "position"))`,
    );
    await queryRunner.query(`CREATE INDEX "ix_clip_asset" ON "clip" ("asset_id")`);
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_75a51431" CHECK (kind IN ('PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED', 'ASSET_ANNOTATED', 'ANNOTATION_RESOLVED', 'RUN_STATUS_CHANGED'))`,
    );
    for (const [table, name, column, refersTo, onDelete] of FOREIGN_KEYS) {
      await queryRunner.query(
        `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" FOREIGN KEY ("${column}") REFERENCES "${refersTo}"("id") ON DELETE ${onDelete} ON UPDATE NO ACTION`,
      );
    }
    for (const statement of CLIPS_OF_CUTS) await queryRunner.query(statement);
  }

  /** Refused where a log has lines about notes: a log loses none. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "clip"`);
    await queryRunner.query(`DROP TABLE "annotation"`);
    await queryRunner.query(`ALTER TABLE "project_event" DROP CONSTRAINT "ck_project_event_kind_75a51431"`);
    await queryRunner.query(
      `ALTER TABLE "project_event" ADD CONSTRAINT "ck_project_event_kind_1d9eba3b" CHECK (kind IN ('PROJECT_CREATED', 'SCRIPT_IMPORTED', 'TOKEN_CREATED', 'FIGURE_IMPORTED', 'ASSET_REGISTERED', 'ASSET_DECIDED', 'RUN_STATUS_CHANGED'))`,
    );
  }
}

const FOREIGN_KEYS = [
  ['annotation', 'FK_4552963d72177d801e8d871f30b', 'project_id', 'project', 'NO ACTION'],
  ['annotation', 'FK_6cad5ff39779b52211fb7e48a48', 'asset_id', 'asset', 'NO ACTION'],
  ['clip', 'FK_5187400761f11194e20d5f4afd6', 'timeline_id', 'timeline', 'CASCADE'],
  ['clip', 'FK_ec08ddcea1cfcb4f62880c92bca', 'project_id', 'project', 'NO ACTION'],
  ['clip', 'FK_0b64155a4358be388b1c788ae80', 'asset_id', 'asset', 'NO ACTION'],
];
