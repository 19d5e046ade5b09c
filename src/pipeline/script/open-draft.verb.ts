import { type EntityManager, In } from 'typeorm';
import { Segment } from '../../entities/segment.entity';
import { NotFound, StaleVersion } from '../errors';
import type { Caller } from '../workspace/caller';
import type { Draft } from './draft';
import { lockScript } from './lock-script.verb';

/** What an edit is about. Row ids. */
export interface Subject {
  readonly scriptId?: string;
  /** Segments of one script. */
  readonly segmentIds: readonly string[];
  readonly field: string[];
  /** By row id: the segments', or the script's. */
  readonly expectedVersions: ReadonlyMap<string, number>;
}

export interface OpenScript {
  readonly id: string;
  readonly projectId: string;
  readonly revision: number;
  readonly lockVersion: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly narrator: string | null;
  readonly pronunciations: Readonly<Record<string, string>>;
  readonly rate: { readonly numerator: number; readonly denominator: number };
  /** As it was cut last, so that there is a film to render anew; null: it was not cut yet. */
  readonly film: { readonly timelineId: string; readonly captionStyle: 'BURNED' | 'KARAOKE' | null } | null;
}

export interface OpenDraft {
  readonly script: OpenScript;
  readonly draft: Draft;
  /** The whole rows of the segments that the edit is about. */
  readonly rows: ReadonlyMap<string, Segment>;
}

/** The script as it is once it is locked, or without a lock as of this transaction; and as the caller has seen it. */
export async function openDraft(
  manager: EntityManager,
  caller: Caller,
  { subject, locks }: { subject: Subject; locks: boolean },
): Promise<OpenDraft> {
  const scriptId = await scriptOf(manager, caller, subject);
  if (locks) await lockScript(manager, scriptId);
  const script = await scriptRow(manager, scriptId);
  const segments = await manager.find(Segment, { where: { id: In([...subject.segmentIds]), scriptId } });
  if (segments.length < new Set(subject.segmentIds).size) throw noSuchSegment(subject.field);
  assertVersions(script, segments, subject);
  const order = await manager.query<{ id: string }[]>('SELECT id FROM segment WHERE script_id = $1 ORDER BY idx', [
    scriptId,
  ]);
  const rows = new Map(segments.map((segment) => [segment.id, segment]));
  return { script, rows, draft: { order: order.map(({ id }) => id), lines: rows } };
}

async function scriptOf(manager: EntityManager, { projects }: Caller, subject: Subject): Promise<string> {
  const seen = projects === 'all' ? null : projects;
  if (subject.scriptId) {
    const [script] = await manager.query<{ id: string }[]>(
      'SELECT id FROM structured_script WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))',
      [subject.scriptId, seen],
    );
    if (script) return script.id;
    throw noSuchScript();
  }
  const [segment] = await manager.query<{ scriptId: string }[]>(
    'SELECT script_id AS "scriptId" FROM segment WHERE id = ANY($1) AND ($2::uuid[] IS NULL OR project_id = ANY($2)) LIMIT 1',
    [subject.segmentIds, seen],
  );
  if (segment) return segment.scriptId;
  throw noSuchSegment(subject.field);
}

async function scriptRow(manager: EntityManager, scriptId: string): Promise<OpenScript> {
  const [script] = await manager.query<[OpenScript]>(
    `SELECT c.id, c.project_id AS "projectId", c.revision, c.lock_version AS "lockVersion",
       jsonb_build_object('width', p.width, 'height', p.height) AS size, p.voice_map->>'NARRATOR' AS narrator, p.pronunciations,
       jsonb_build_object('numerator', p.rate_numerator, 'denominator', p.rate_denominator) AS rate,
       CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('timelineId', t.id, 'captionStyle', t.cut->>'captionStyle') END AS film
     FROM structured_script c JOIN project p ON p.id = c.project_id
       LEFT JOIN timeline t ON t.script_id = c.id AND t.cut IS NOT NULL WHERE c.id = $1`,
    [scriptId],
  );
  return script;
}

function assertVersions(script: OpenScript, segments: readonly Segment[], { expectedVersions }: Subject): void {
  const names = new Map(segments.map(({ id, idx }) => [id, `segment ${idx + 1}`]));
  const versions = new Map([script, ...segments].map(({ id, lockVersion }) => [id, lockVersion]));
  const stale = [...expectedVersions].filter(([id, version]) => versions.get(id) !== version);
  if (stale.length === 0) return;
  const told = (of: (id: string, version: number) => unknown) =>
    stale.map(([id, version]) => `version ${of(id, version)} of ${names.get(id) ?? 'the script'}`).join(', ');
  throw new StaleVersion('Somebody else has changed what you edit.', {
    field: ['input', expectedVersions.size > 1 ? 'expectedVersions' : 'expectedVersion'],
    expected: told((id) => versions.get(id) ?? 'none'),
    got: told((_, version) => version),
    remedy: 'Read it again, and edit what you see then.',
  });
}

function noSuchSegment(field: string[]): NotFound {
  return new NotFound('There is no such segment.', {
    field,
    expected: 'the id of a segment that you may see; several are of one script',
    remedy: 'Look it up with the field `segments` of its script.',
  });
}

function noSuchScript(): NotFound {
  return new NotFound('There is no such script.', {
    field: ['input', 'scriptId'],
    expected: 'the id of a script that you may see',
    remedy: 'Look it up with the field `scripts` of its project.',
  });
}
