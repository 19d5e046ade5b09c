import type { DataSource, EntityManager } from 'typeorm';
import { Asset } from '../../entities/asset.entity';
import { IllegalTransition, InvalidInput } from '../errors';
import { isName } from '../values/text';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog, type ProjectLine } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { type AuditLine, appendAudit } from './audit-log.verb';
import type { Selected } from './locked-assets.verb';
import { listed, MOST_REASONS } from './reasons';
import { type Decision, eitherOf, OUTCOMES, openTo, pathOf, remedyFor, whyNot } from './review';
import { type Asked, selectAssets } from './select-assets.verb';
import { slotNames } from './slot-names.verb';

interface Noted extends Asked {
  readonly note?: string | null;
}

interface Rejecting extends Asked {
  readonly reason: string;
}

/** The row ids of what was decided about, in their order. */
type Decided = Promise<string[]>;
type Store = Studio<DataSource>;

const MOST_CHARACTERS = 2_000;

export async function submitAssets(studio: Store, caller: Caller, asked: Asked): Decided {
  return decide(studio, caller, { ...asked, decision: 'SUBMIT', reason: null });
}

export async function approveAssets(studio: Store, caller: Caller, asked: Noted): Decided {
  return decide(studio, caller, { ...asked, decision: 'APPROVE', reason: noteOf(asked) });
}

export async function rejectAssets(studio: Store, caller: Caller, asked: Rejecting): Decided {
  return decide(studio, caller, { ...asked, decision: 'REJECT', reason: wording('reason', asked.reason) });
}

export async function publishAssets(studio: Store, caller: Caller, asked: Noted): Decided {
  return decide(studio, caller, { ...asked, decision: 'PUBLISH', reason: noteOf(asked) });
}

export async function reopenAssets(studio: Store, caller: Caller, asked: Noted): Decided {
  return decide(studio, caller, { ...asked, decision: 'REOPEN', reason: noteOf(asked) });
}

interface Ruling extends Asked {
  readonly decision: Decision;
  readonly reason: string | null;
}

/** All that is selected, or nothing and the reasons. */
function decide(studio: Store, caller: Caller, ruling: Ruling): Decided {
  return studio.store.transaction(async (manager) => {
    const assets = await selectAssets(manager, caller, ruling);
    await assertLegal(manager, assets, ruling.decision);
    await changeRows(manager, assets, { ...ruling, by: caller.name, at: studio.now() });
    await appendLinesToProjectLog(
      manager,
      assets.map((asset) => projectLineOf(asset, caller, ruling)),
    );
    await appendAudit(
      manager,
      studio,
      assets.flatMap((asset) => auditLinesOf(asset, caller, ruling)),
    );
    return assets.map(({ id }) => id);
  });
}

async function assertLegal(manager: EntityManager, assets: readonly Selected[], decision: Decision): Promise<void> {
  const refused = assets.filter(({ status }) => !pathOf(decision, status));
  if (refused.length === 0) return;
  const shown = refused.slice(0, MOST_REASONS);
  const names = await slotNames(
    manager,
    shown.map(({ slotId }) => slotId),
  );
  const reasons = shown.map((asset) => whyNot(decision, { ...asset, name: names.get(asset.slotId) ?? asset.slotId }));
  throw new IllegalTransition(
    `${refused.length} of ${assets.length} assets cannot take this decision; none was changed.`,
    {
      field: ['input', 'selection'],
      expected: `assets that are ${eitherOf(openTo(decision))}`,
      got: listed(reasons, refused.length),
      remedy: remedyFor(decision, [...new Set(refused.map(({ status }) => status))]),
    },
  );
}

const NOT_APPROVED = { approvedAt: null, approvedBy: null, approvedWishHash: null };

/**
 * What a decision leaves in the row beside the new state. The row says how the asset stands now; what it was before is in the
 * audit. Whoever goes through review was submitted, if only for a moment.
 */
function columnsOf(decision: Decision, { by, reason }: { by: string; reason: string | null }) {
  const submittedAt = () => 'coalesce(submitted_at, :at)';
  switch (decision) {
    case 'SUBMIT':
      return { ...NOT_APPROVED, submittedAt: () => ':at', rejectedReason: null };
    case 'APPROVE': {
      const approval = { approvedAt: () => ':at', approvedBy: by, approvedWishHash: () => 'wish_hash' };
      return { submittedAt, ...approval, rejectedReason: null };
    }
    case 'REJECT':
      return { ...NOT_APPROVED, rejectedReason: reason };
    case 'PUBLISH':
      return { rejectedReason: null };
    case 'REOPEN':
      return { ...NOT_APPROVED, submittedAt, rejectedReason: null };
  }
}

async function changeRows(
  manager: EntityManager,
  assets: readonly Selected[],
  { decision, reason, by, at }: Ruling & { by: string; at: Date },
): Promise<void> {
  const changed = { status: OUTCOMES[decision], lockVersion: () => 'lock_version + 1' };
  await manager
    .createQueryBuilder()
    .update(Asset)
    .set({ ...changed, ...columnsOf(decision, { by, reason }) })
    .where('id = ANY(:ids)', { ids: assets.map(({ id }) => id), at })
    .execute();
}

function projectLineOf({ id, projectId, status }: Selected, caller: Caller, { decision, reason }: Ruling): ProjectLine {
  const facts = { from: status, to: OUTCOMES[decision], reason };
  return { projectId, actor: caller.name, kind: 'ASSET_DECIDED', subjectId: id, facts };
}

/** One for each state that it goes through; the reason stands beside the last. */
function auditLinesOf(asset: Selected, caller: Caller, { decision, reason }: Ruling): AuditLine[] {
  const { id: assetId, projectId, sha256: contentHash, wishHash, status } = asset;
  const path = pathOf(decision, status) ?? [];
  return path.map((to, index) => ({
    ...{ projectId, assetId, actor: caller.name, contentHash, wishHash },
    from: path[index - 1] ?? status,
    to,
    reason: index === path.length - 1 ? reason : null,
  }));
}

function noteOf({ note }: Noted): string | null {
  return note === null || note === undefined ? null : wording('note', note);
}

function wording(name: 'note' | 'reason', text: string): string {
  if (isName(text, MOST_CHARACTERS)) return text;
  throw new InvalidInput(`\`${name}\` must have from 1 to ${MOST_CHARACTERS} characters.`, {
    field: ['input', name],
    expected: `1 to ${MOST_CHARACTERS} characters of text, not all of them spaces`,
    got: `${text.length} characters`,
    remedy:
      name === 'reason' ? 'Say what should be better: the next take is made from it.' : 'Shorten it or leave it out.',
  });
}
