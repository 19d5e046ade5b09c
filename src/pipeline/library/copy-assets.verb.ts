import type { DataSource, EntityManager } from 'typeorm';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { once } from '../workspace/once.verb';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { type AuditLine, appendAudit } from './audit-log.verb';
import { copiesOf, type Skipped } from './copy';
import { candidatesFor, takesThere } from './copy-places.verb';
import { type CopyTarget, targetScript } from './copy-target.verb';
import { insertCopies, type NewCopy } from './insert-copies.verb';
import { staleLines } from './rewish.verb';
import { type Asked, selectAssets } from './select-assets.verb';

export interface CopyAssets extends Pick<Asked, 'selection'>, CopyTarget {
  readonly onlyApproved: boolean;
  readonly idempotencyKey: string;
}

/** Row ids. */
export type Copied = {
  readonly assetIds: string[];
  readonly skipped: { readonly assetId: string; readonly reason: string }[];
  readonly skippedCount: number;
};

const MOST_SKIPPED_SHOWN = 250;

/**
 * Takes of one script into the like places of another, of the same project or not: new assets of the same content. No asset
 * that is there changes, and no place that has an approved take gets another. The originals are locked as for a decision, so
 * that what is copied is what was decided last; assets first, then slots, as everywhere.
 */
export function copyAssets(studio: Studio<DataSource>, caller: Caller, input: CopyAssets): Promise<Copied> {
  const attempt = { caller, operation: 'copyAssets', key: input.idempotencyKey, input, now: studio.now() };
  return studio.store.transaction((manager) => once(manager, attempt, () => copy(manager, studio, { caller, input })));
}

async function copy(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { caller, input }: { caller: Caller; input: CopyAssets },
): Promise<Copied> {
  const { toProjectId, selection, onlyApproved } = input;
  await assertProject(manager, caller, { projectId: toProjectId, field: ['input', 'toProjectId'] });
  const scriptId = await targetScript(manager, input);
  const selected = await selectAssets(manager, caller, { selection });
  const ids = selected.map(({ id }) => id);
  const candidates = await candidatesFor(manager, { assetIds: ids, scriptId });
  const there = await takesThere(manager, candidates);
  const { copies, skipped } = copiesOf(candidates, there, { onlyApproved });
  const made = copies.map((each) => ({ ...each, id: studio.newId() }));
  const [{ projectId: fromProjectId }] = selected;
  await keep(manager, studio, { copies: made, fromProjectId, toProjectId, actor: caller.name });
  return {
    assetIds: made.map(({ id }) => id),
    skipped: inOrder(skipped, ids).slice(0, MOST_SKIPPED_SHOWN),
    skippedCount: skipped.length,
  };
}

function inOrder(skipped: readonly Skipped[], ids: readonly string[]): Skipped[] {
  const places = new Map(ids.map((id, index) => [id, index]));
  const placeOf = ({ assetId }: Skipped) => places.get(assetId) ?? 0;
  return [...skipped].sort((a, b) => placeOf(a) - placeOf(b));
}

interface Keeping {
  readonly copies: readonly NewCopy[];
  readonly fromProjectId: string;
  readonly toProjectId: string;
  readonly actor: string;
}

async function keep(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { copies, fromProjectId, toProjectId, actor }: Keeping,
): Promise<void> {
  if (copies.length === 0) return;
  const { inserted, wentStale } = await insertCopies(manager, {
    copies,
    fromProjectId,
    toProjectId,
    now: studio.now(),
  });
  const projectLines = copies.map(
    ({ id }): ProjectLine => ({ projectId: toProjectId, actor, kind: 'ASSET_REGISTERED', subjectId: id, facts: {} }),
  );
  await appendLinesToProjectLog(manager, [...projectLines, ...staleLines(wentStale, actor)]);
  const auditLines = inserted.map(({ id, status, contentHash, wishHash, reason }): AuditLine => {
    return { projectId: toProjectId, assetId: id, actor, from: null, to: status, reason, contentHash, wishHash };
  });
  await appendAudit(manager, studio, auditLines);
}
