import type { EntityManager } from 'typeorm';
import { Conflict, InvalidInput, NotFound, StaleVersion } from '../errors';
import type { Caller } from '../workspace/caller';
import { lockedAssets, type Selected } from './locked-assets.verb';
import { assertNumbersSelected } from './numbers-selected.verb';
import { listed, MOST_REASONS } from './reasons';
import {
  type AssetSelection,
  type ExpectedVersion,
  MOST_SELECTED,
  selectsNothing,
  tooMany,
  type Wanted,
  wantedBy,
} from './selection';
import { slotNames } from './slot-names.verb';

export interface Asked {
  readonly selection: AssetSelection;
  readonly expectedVersions?: readonly ExpectedVersion[] | null;
}

/** What is selected, of one project that the caller may see, locked, and as the caller has seen it. */
export async function selectAssets(
  manager: EntityManager,
  caller: Caller,
  { selection, expectedVersions }: Asked,
): Promise<readonly [Selected, ...Selected[]]> {
  const wanted = wantedBy(selection);
  const assets = await lockedAssets(manager, caller, wanted);
  if (assets.length > MOST_SELECTED) throw tooMany(`more than ${MOST_SELECTED}`);
  if (wanted.by !== 'where' && assets.length < wanted.ids.length) throw await missing(manager, caller, wanted, assets);
  if (wanted.by === 'where') await assertNumbersSelected(manager, caller, { where: wanted.where, assets });
  const [first, ...others] = assets;
  if (!first) throw selectsNothing(wanted.by);
  assertOneProject(assets);
  assertVersions(assets, expectedVersions ?? []);
  await assertUnchangedSince(manager, assets, selection.asOfSeq ?? null);
  return [first, ...others];
}

async function missing(
  manager: EntityManager,
  caller: Caller,
  wanted: Extract<Wanted, { by: 'ids' | 'slotIds' }>,
  found: readonly Selected[],
): Promise<NotFound> {
  const what = wanted.by === 'ids' ? 'asset' : 'slot';
  const known = wanted.by === 'ids' ? found.map(({ id }) => id) : await slotsSeen(manager, caller, wanted.ids);
  const unknown = wanted.ids.length - known.length;
  if (unknown > 0) {
    return new NotFound(`There is no such ${what}.`, {
      field: ['input', 'selection', wanted.by],
      expected: `ids of ${what}s that you may see`,
      got: `${unknown} that ${unknown === 1 ? 'is' : 'are'} not`,
      remedy: `Take the \`id\` of each ${what} as a query answers it.`,
    });
  }
  const filled = new Set(found.map(({ slotId }) => slotId));
  const empty = wanted.ids.filter((id) => !filled.has(id));
  const names = await slotNames(manager, empty.slice(0, MOST_REASONS));
  return new NotFound('Some of these places have no take to decide about.', {
    field: ['input', 'selection', 'slotIds'],
    expected: 'slots with a current take',
    got: listed(
      [...names.values()].map((name) => `${name} has none`),
      empty.length,
    ),
    remedy: 'Make takes for them, or leave them out.',
  });
}

async function slotsSeen(manager: EntityManager, { projects }: Caller, slotIds: readonly string[]): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    'SELECT id FROM slot WHERE id = ANY($1) AND ($2::uuid[] IS NULL OR project_id = ANY($2))',
    [slotIds, projects === 'all' ? null : projects],
  );
  return rows.map(({ id }) => id);
}

function assertOneProject(assets: readonly Selected[]): void {
  const projects = new Set(assets.map(({ projectId }) => projectId));
  if (projects.size === 1) return;
  throw new InvalidInput('All assets of a selection must be of one project.', {
    field: ['input', 'selection'],
    expected: 'assets of one project',
    got: `assets of ${projects.size} projects`,
    remedy: 'Make one call for each project.',
  });
}

function assertVersions(assets: readonly Selected[], expected: readonly ExpectedVersion[]): void {
  const selected = new Map(assets.map((asset) => [asset.id, asset]));
  const field = ['input', 'expectedVersions'];
  if (expected.some(({ id }) => !selected.has(id))) {
    throw new InvalidInput('A version is expected of an asset that is not selected.', {
      field,
      expected: 'versions of selected assets alone',
      got: `${expected.filter(({ id }) => !selected.has(id)).length} of others`,
      remedy: 'Leave them out, or select those assets as well.',
    });
  }
  const stale = expected.filter(({ id, version }) => selected.get(id)?.lockVersion !== version);
  if (stale.length === 0) return;
  const reasons = stale.map(
    ({ id, version }) => `Asset_${id} has version ${selected.get(id)?.lockVersion}, not ${version}`,
  );
  throw new StaleVersion('Somebody else has changed what you decide about.', {
    field,
    expected: 'the versions that the assets have now',
    got: listed(reasons),
    remedy: 'Read them again, and decide about what you see then.',
  });
}

/** A statement of its own, after the locks: it sees what was committed while they were waited for. */
async function assertUnchangedSince(
  manager: EntityManager,
  assets: readonly Selected[],
  asOfSeq: number | null,
): Promise<void> {
  if (asOfSeq === null) return;
  await assertLogged(manager, assets[0]?.projectId, asOfSeq);
  const changed = await manager.query<{ slotId: string; seq: number; actor: string }[]>(
    `SELECT a.slot_id AS "slotId", e.seq, e.actor FROM project_event e JOIN asset a ON a.id = e.subject_id
     WHERE e.project_id = $1 AND e.seq > $2 AND e.subject_id = ANY($3) ORDER BY e.seq`,
    [assets[0]?.projectId, asOfSeq, assets.map(({ id }) => id)],
  );
  if (changed.length === 0) return;
  const names = await slotNames(
    manager,
    changed.map(({ slotId }) => slotId),
  );
  throw new Conflict('Some of these assets changed after what you have seen.', {
    field: ['input', 'selection', 'asOfSeq'],
    expected: `assets without a line after number ${asOfSeq} of the project's log`,
    got: listed(changed.map(({ slotId, seq, actor }) => `${names.get(slotId)} has line ${seq}, by ${actor}`)),
    remedy: 'Read the assets and `lastSeq` again, and decide about what you see then.',
  });
}

/** A number that the log has not reached was read from somewhere else, and would guard nothing. */
async function assertLogged(manager: EntityManager, projectId: string | undefined, asOfSeq: number): Promise<void> {
  const [head] = await manager.query<{ lastSeq: number }[]>(
    'SELECT last_seq AS "lastSeq" FROM project_log_head WHERE project_id = $1',
    [projectId],
  );
  if (head && asOfSeq <= head.lastSeq) return;
  throw new InvalidInput("The project's log has no such number yet.", {
    field: ['input', 'selection', 'asOfSeq'],
    expected: `at most ${head?.lastSeq ?? 0}`,
    got: String(asOfSeq),
    remedy: 'Take `lastSeq` of the project that the assets are of.',
  });
}
