import type { DataSource, EntityManager } from 'typeorm';
import { Annotation } from '../../entities/annotation.entity';
import type { Asset } from '../../entities/asset.entity';
import { NotFound } from '../errors';
import type { Caller } from '../workspace/caller';
import { appendToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { assertNote, type Note } from './annotation';

export interface NewNote extends Note {
  /** A row id. */
  readonly assetId: string;
}

export interface Resolution {
  /** A row id. */
  readonly annotationId: string;
  readonly resolved: boolean;
}

/** A note about an asset. It changes nothing of the asset: what is approved stays so. Answers the row id. */
export function annotateAsset(studio: Studio<DataSource>, caller: Caller, input: NewNote): Promise<string> {
  return studio.store.transaction(async (manager) => {
    const asset = await assetSeen(manager, caller, input.assetId);
    assertNote(input, asset);
    const { span, region, body } = input;
    const { projectId } = asset;
    const author = caller.name;
    const note = { id: studio.newId(), projectId, assetId: input.assetId, author, at: studio.now(), body };
    await manager.insert(Annotation, { ...note, ...span, ...region });
    const line = { kind: 'ASSET_ANNOTATED', subjectId: note.id, facts: {} } as const;
    await appendToProjectLog(manager, { projectId, actor: author, ...line });
    return note.id;
  });
}

type Noted = Pick<Asset, 'projectId' | 'type' | 'durationSeconds'>;

async function assetSeen(manager: EntityManager, { projects }: Caller, assetId: string): Promise<Noted> {
  const [asset] = await manager.query<Noted[]>(
    `SELECT project_id AS "projectId", type, duration_seconds AS "durationSeconds" FROM asset
     WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))`,
    [assetId, projects === 'all' ? null : projects],
  );
  if (asset) return asset;
  throw new NotFound('There is no such asset.', {
    field: ['input', 'assetId'],
    expected: 'the id of an asset that you may see',
    remedy: 'Look it up with the field `assets` of its project.',
  });
}

/** Open or resolved from now on. What is so already stays as it is, with who resolved it first. Answers the row id. */
export function resolveAnnotation(studio: Studio<DataSource>, caller: Caller, input: Resolution): Promise<string> {
  const { annotationId, resolved } = input;
  return studio.store.transaction(async (manager) => {
    const note = await lockedNote(manager, caller, annotationId);
    if (note.resolved === resolved) return annotationId;
    const by = resolved
      ? { resolvedAt: studio.now(), resolvedBy: caller.name }
      : { resolvedAt: null, resolvedBy: null };
    await manager.update(Annotation, { id: annotationId }, by);
    const line = { kind: 'ANNOTATION_RESOLVED', subjectId: annotationId, facts: { resolved } } as const;
    await appendToProjectLog(manager, { projectId: note.projectId, actor: caller.name, ...line });
    return annotationId;
  });
}

async function lockedNote(
  manager: EntityManager,
  { projects }: Caller,
  annotationId: string,
): Promise<{ projectId: string; resolved: boolean }> {
  const [note] = await manager.query<{ projectId: string; resolved: boolean }[]>(
    `SELECT project_id AS "projectId", resolved_at IS NOT NULL AS resolved FROM annotation
     WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2)) FOR NO KEY UPDATE`,
    [annotationId, projects === 'all' ? null : projects],
  );
  if (note) return note;
  throw new NotFound('There is no such note.', {
    field: ['input', 'annotationId'],
    expected: 'the id of an annotation that you may see',
    remedy: 'Look it up with the field `annotations` of its asset.',
  });
}
