import type { EntityManager } from 'typeorm';
import { ScriptDraft, StructuredScript } from '../../entities/structured-script.entity';
import { MissingAssets } from '../errors';
import { retireSlots } from '../library/retire-slots.verb';
import type { ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { insertSegments } from './insert-segments.verb';
import { keepRevision } from './keep-revision.verb';
import { lockScript } from './lock-script.verb';
import { pageOf } from './page-of.verb';
import type { Page } from './script-rows';
import { showAnew } from './show-figure.verb';
import type { WrittenScript, WrittenSegment } from './written-script';

export interface LayingOut {
  /** A row id. */
  readonly scriptId: string;
  readonly by: string;
}

/**
 * The draft that a build would pick becomes the script's segments, each with its places to fill. Those of an earlier draft go; their
 * takes stay with the project, and are used again where the new ones wish for the same. The draft that is laid out already stays.
 * Answers what the project's log is to say of it.
 */
export async function layOutScript(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  { scriptId, by }: LayingOut,
): Promise<ProjectLine[]> {
  const { projectId } = await manager.findOneByOrFail(StructuredScript, { id: scriptId });
  // It locks the project, and all who change both lock that first.
  const page = await pageOf(manager, studio, { projectId, scriptId });
  await lockScript(manager, scriptId);
  const script = await manager.findOneByOrFail(StructuredScript, { id: scriptId });
  const draft = await draftOf(manager, scriptId);
  if (script.laidOutId === draft.assetId) return [];
  const before = await writeSegments(manager, draft.script.segments, page);
  const revision = before > 0 ? script.revision + 1 : script.revision;
  await manager.update(StructuredScript, scriptId, {
    ...factsOf(draft.script),
    laidOutId: draft.assetId,
    revision,
    lockVersion: () => 'lock_version + 1',
  });
  const at = studio.now();
  const change = before > 0 ? 'Written anew' : 'Written';
  await keepRevision(manager, { id: scriptId, projectId, revision }, { by, at, change });
  const facts = { revision, change };
  return [{ projectId, actor: by, kind: 'SCRIPT_EDITED', subjectId: scriptId, facts }];
}

/** Other segments in the place of all that were there, showing the figures that they name. Answers how many were there. */
export async function writeSegments(
  manager: EntityManager,
  segments: readonly WrittenSegment[],
  page: Page,
): Promise<number> {
  const { scriptId } = page;
  const before = await segmentIds(manager, scriptId);
  await retireSlots(manager, before);
  await manager.query('DELETE FROM segment WHERE id = ANY($1)', [before]);
  await insertSegments(manager, segments, page);
  await showAnew(manager, { scriptIds: [scriptId], named: 'all' }, page.now);
  return before.length;
}

async function draftOf(manager: EntityManager, scriptId: string): Promise<ScriptDraft> {
  const [slot] = await manager.query<[{ assetId: string | null }?]>(
    `SELECT current_id AS "assetId" FROM slot WHERE owner_id = $1 AND part = 'draft'`,
    [scriptId],
  );
  const draft = slot?.assetId ? await manager.findOneBy(ScriptDraft, { assetId: slot.assetId }) : null;
  if (draft) return draft;
  throw new MissingAssets('The script has no draft that could be laid out.', {
    expected: 'a draft that was not sent back',
    got: slot ? 'none' : 'a script that was imported',
    remedy: 'Call `startExplainer` with this script: it is written again.',
  });
}

async function segmentIds(manager: EntityManager, scriptId: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>('SELECT id FROM segment WHERE script_id = $1 ORDER BY id', [
    scriptId,
  ]);
  return rows.map(({ id }) => id);
}

/** What the draft says of itself; its figures are those of the sources. */
function factsOf({ sourcesUsed, contentType, productionStyle, generationPrompt, sourceDocument }: WrittenScript) {
  return { contentType, productionStyle, generationPrompt, sourceDocument, sourcesUsed: [...sourcesUsed] };
}
