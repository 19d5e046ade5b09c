import { Client } from 'pg';

/** How large the library is. One shot list and one script of it are read; the others are what they must be found among. */
const SCALE = { lists: 16, scenesPerList: 40, shotsPerList: 754, takesPerSlot: 4, scripts: 6, segmentsPerScript: 200 };

/** What the benchmarks read, from the middle of the library. */
export interface Library {
  readonly projectKey: string;
  readonly shotListId: string;
  readonly scriptId: string;
  /** Near the old end of the library. */
  readonly oldAssetId: string;
  readonly assets: number;
  readonly auditEntries: number;
}

/** Ids in the order of time like those that the server makes (version 7), yet the same at every run. */
const HELPERS = `
  CREATE FUNCTION bench_id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(1760000000000 + n), 12, '0') || '7' || substr(digest, 1, 3) || '8' || substr(digest, 4, 15))::uuid
    FROM md5(kind || n) AS digest $$;
  CREATE FUNCTION bench_hash(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex') $$;
  CREATE FUNCTION bench_word(n bigint, VARIADIC words text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT words[n % cardinality(words) + 1] $$;
  CREATE FUNCTION bench_time(n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT '2026-03-01T00:00:00Z'::timestamptz + n * interval '1.000007 seconds' $$;`;

const DROP_HELPERS =
  'DROP FUNCTION bench_id(text, bigint), bench_hash(text), bench_word(bigint, text[]), bench_time(bigint)';

const PROJECT = `
  INSERT INTO project (id, key, name, mode, rate_numerator, rate_denominator, width, height, created_at)
    VALUES (bench_id('project', 1), 'bench', 'Benchmarks', 'OFFLINE', 24, 1, 1920, 1080, bench_time(0));
  INSERT INTO project_log_head (project_id) VALUES (bench_id('project', 1));`;

const SHOTS = `
  INSERT INTO shot_list (id, project_id, title, format, rate_numerator, rate_denominator, created_at)
    SELECT bench_id('list', l), bench_id('project', 1), 'Film ' || l, 'FEATURE', 24, 1, bench_time(l)
    FROM generate_series(1, ${SCALE.lists}) l;
  INSERT INTO setting (id, project_id, shot_list_id, key, name)
    SELECT bench_id('setting', l), bench_id('project', 1), bench_id('list', l), 'east_la_diner', 'East LA diner'
    FROM generate_series(1, ${SCALE.lists}) l;
  INSERT INTO scene (id, project_id, shot_list_id, number, slugline, setting_id, beat, act)
    SELECT bench_id('scene', l * 1000 + n), bench_id('project', 1), bench_id('list', l), n, 'INT. EAST LA DINER, NIGHT ' || n,
      bench_id('setting', l), 'Midpoint', n / 14 + 1
    FROM generate_series(1, ${SCALE.lists}) l, generate_series(1, ${SCALE.scenesPerList}) n;
  INSERT INTO shot (id, project_id, shot_list_id, scene_id, setting_id, key, number, trigger, content, shot_type, camera_movement,
      lens_mm, duration_frames, pacing_curve, transition_to_next, scene_prompt, video_prompt, negative_prompt, ambient_description,
      init_image_source, aspect_ratio)
    SELECT bench_id('shot', l * 1000 + n), bench_id('project', 1), bench_id('list', l), bench_id('scene', l * 1000 + scene),
      bench_id('setting', l), format('s%s_%s', lpad(scene::text, 3, '0'), lpad(n::text, 3, '0')), n, 'He looks up',
      'The door opens and the "stranger" from shot ' || n || ' steps in, rain behind him',
      bench_word(n, 'WIDE', 'MEDIUM', 'CLOSE_UP', 'TWO_SHOT'), bench_word(n, 'STATIC', 'PUSH_IN', 'TRACKING'), 35, 48 + n % 72,
      'steady', 'CUT', repeat('Neon through wet glass, long shadows. ', 4), repeat('Slow push towards the booth. ', 4),
      'text, watermark', 'rain, low chatter', 'GENERATED', '16:9'
    FROM generate_series(1, ${SCALE.lists}) l, generate_series(1, ${SCALE.shotsPerList}) n,
      LATERAL (SELECT (n - 1) * ${SCALE.scenesPerList} / ${SCALE.shotsPerList} + 1 AS scene) s;`;

const SCRIPTS = `
  INSERT INTO structured_script (id, project_id, name, created_at)
    SELECT bench_id('script', s), bench_id('project', 1), 'Explainer ' || s, bench_time(s) FROM generate_series(1, ${SCALE.scripts}) s;
  INSERT INTO segment (id, project_id, script_id, idx, text, intent, key_concepts, estimated_seconds)
    SELECT bench_id('segment', s * 1000 + n), bench_id('project', 1), bench_id('script', s), n,
      'Segment ' || n || ': ' || repeat('attention lets every word look at every other word. ', 4),
      bench_word(n, 'INTRO', 'KEY_FINDING', 'FIGURE_WALKTHROUGH', 'RECAP'), '{attention,transformer}', 12.5 + n % 7
    FROM generate_series(1, ${SCALE.scripts}) s, generate_series(0, ${SCALE.segmentsPerScript - 1}) n;`;

/** Two slots a shot, three a segment. */
const SLOTS = `
  INSERT INTO slot (id, project_id, owner_type, owner_id, part, type, wish_hash, wished_at, capability, prompt)
    SELECT bench_id('slot', row_number() OVER (ORDER BY o.id, p.part)), bench_id('project', 1), o.type, o.id, p.part, p.asset,
      bench_hash('wish' || o.id || p.part), bench_time(0), p.capability, repeat('Neon through wet glass, long shadows. ', 4)
    FROM (SELECT id, 'SHOT' AS type FROM shot UNION ALL SELECT id, 'SEGMENT' FROM segment) o
    JOIN (VALUES ('SHOT', 'still', 'IMAGE', 'IMAGE'), ('SHOT', 'clip', 'VIDEO', 'VIDEO'), ('SEGMENT', 'audio', 'AUDIO', 'SPEECH'),
      ('SEGMENT', 'picture', 'IMAGE', 'IMAGE'), ('SEGMENT', 'video', 'VIDEO', 'VIDEO')) p (type, part, asset, capability) USING (type);`;

/** Of a shot's slots the second take is approved, the others were sent back or came later; a segment's have one take. */
const ASSETS = `
  INSERT INTO asset (id, project_id, slot_id, take, type, status, source, created_at, sha256, mime_type, bytes, duration_seconds, width,
      height, describes, tags, wish_hash, recipe_hash, capability, provider, model, prompt, parameters, inputs, cost_micros,
      generated_by, generated_at, submitted_at, approved_at, approved_by, approved_wish_hash, rejected_reason)
    SELECT bench_id('asset', n), bench_id('project', 1), slot_id, take, type, status, 'openai', bench_time(n), bench_hash('bytes' || n),
      CASE type WHEN 'AUDIO' THEN 'audio/wav' WHEN 'IMAGE' THEN 'image/png' ELSE 'video/mp4' END, 100000 + n,
      CASE WHEN type <> 'IMAGE' THEN 4.25 END, CASE WHEN type <> 'AUDIO' THEN 1920 END, CASE WHEN type <> 'AUDIO' THEN 1080 END,
      'A stranger in the rain', ARRAY['mood:' || bench_word(n, 'tense', 'calm', 'warm'), 'reel-' || n % 40, 'night'], wish_hash,
      bench_hash('recipe' || n), capability, 'openai', 'image-1', prompt, '{"size": "1920x1080", "quality": "high"}'::jsonb,
      jsonb_build_array(jsonb_build_object('name', 'setting/east_la_diner', 'sha256', bench_hash('setting'))), 40000, 'openai', bench_time(n),
      bench_time(n + 10), CASE status WHEN 'APPROVED' THEN bench_time(n + 20) END, CASE status WHEN 'APPROVED' THEN 'mia' END,
      CASE status WHEN 'APPROVED' THEN wish_hash END, CASE status WHEN 'REJECTED' THEN 'The "stranger" looks away' END
    FROM (
      SELECT row_number() OVER (ORDER BY s.id, take) AS n, s.id AS slot_id, take, s.type, s.wish_hash, s.capability, s.prompt,
        CASE WHEN s.owner_type = 'SEGMENT' THEN 'APPROVED' ELSE bench_word(take - 1, 'REJECTED', 'APPROVED', 'REVIEW', 'DRAFT') END AS status
      FROM slot s, generate_series(1, CASE WHEN s.owner_type = 'SEGMENT' THEN 1 ELSE ${SCALE.takesPerSlot} END) take) t;`;

/** Two entries an asset: born a draft, then what became of it. */
const AUDIT = `
  INSERT INTO audit_entry (id, project_id, seq, at, actor, asset_id, from_status, to_status, reason, content_hash, wish_hash, hash)
    SELECT bench_id('audit', n), bench_id('project', 1), n, bench_time(n), bench_word(step, 'build', 'mia'), id,
      CASE step WHEN 1 THEN 'DRAFT' END, CASE step WHEN 1 THEN status ELSE 'DRAFT' END, rejected_reason, sha256, wish_hash, bench_hash('audit' || n)
    FROM (SELECT row_number() OVER (ORDER BY a.id, step) AS n, step, a.* FROM asset a, generate_series(0, 1) step) e;`;

const COUNTS = `
  SELECT 'bench' AS "projectKey", bench_id('asset', 5000) AS "oldAssetId", bench_id('list', ${SCALE.lists / 2}) AS "shotListId",
    bench_id('script', ${SCALE.scripts / 2}) AS "scriptId", (SELECT count(*)::int FROM asset) AS assets,
    (SELECT count(*)::int FROM audit_entry) AS "auditEntries"`;

/** Some 100,000 assets with tags and 200,000 audit entries, written by statements over whole sets and analysed. */
export async function seedLibrary(url: string): Promise<Library> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  try {
    for (const sql of [HELPERS, PROJECT, SHOTS, SCRIPTS, SLOTS, ASSETS, AUDIT]) await client.query(sql);
    const { rows } = await client.query<Library>(COUNTS);
    await client.query(DROP_HELPERS);
    await client.query('VACUUM ANALYZE');
    if (!rows[0]) throw new Error('The library was not counted.');
    return rows[0];
  } finally {
    await client.end();
  }
}
