import type { DataSource, EntityManager } from 'typeorm';
import { FigureReference, Segment } from '../../entities/segment.entity';
import { Slot } from '../../entities/slot.entity';
import { retireSlots } from '../library/retire-slots.verb';
import { lockSlots, rewish, staleLines } from '../library/rewish.verb';
import { wishPictures } from '../production/picture-places.verb';
import type { Narration } from '../production/segment-wishes';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { type Radius, radiusOf } from './blast-radius.verb';
import type { Claim } from './claim';
import type { Addition, Draft, Line, Redraft } from './draft';
import { keepRevision } from './keep-revision.verb';
import { claimsStillIn } from './kept-claims';
import { openDraft, type Subject } from './open-draft.verb';
import { estimatedSeconds } from './paragraphs';
import { type EditPlan, planEdit } from './plan-edit.verb';
import { slotsOf } from './segment-slots';

export type Desk = Studio<DataSource>;

export interface Edit extends Subject {
  readonly redraft: (draft: Draft) => Redraft;
}

export interface Edited {
  /** Row ids. */
  readonly scriptId: string;
  readonly radius: Radius;
}

/**
 * An edit in one transaction: script, then slots, then segments, and the project's log last. Everything that it reaches is
 * marked before it commits, so that whether a take is fresh is a comparison of two columns. An edit that changes nothing is
 * no revision.
 */
export function makeEdit(desk: Desk, caller: Caller, { redraft, ...subject }: Edit): Promise<Edited> {
  return desk.store.transaction(async (manager) => {
    const open = await openDraft(manager, caller, { subject, locks: true });
    const asked = redraft(open.draft);
    await lockPlaces(manager, asked);
    const plan = await planEdit(manager, open, asked);
    const radius = await radiusOf(manager, desk.prices, plan);
    if (plan.redraft.change !== null) await write(manager, desk, { plan, change: plan.redraft.change, caller });
    return { scriptId: open.script.id, radius };
  });
}

/** What it would do, by the same code up to where the writing begins: in one snapshot, and in nobody's way. */
export function foreseeEdit(desk: Desk, caller: Caller, { redraft, ...subject }: Edit): Promise<Radius> {
  return desk.store.transaction('REPEATABLE READ', async (manager) => {
    const open = await openDraft(manager, caller, { subject, locks: false });
    return radiusOf(manager, desk.prices, await planEdit(manager, open, redraft(open.draft)));
  });
}

async function lockPlaces(manager: EntityManager, { changed, removedIds }: Redraft): Promise<void> {
  const owners = [...changed.map(({ id }) => id), ...removedIds];
  const slots = await manager.query<{ id: string }[]>('SELECT id FROM slot WHERE owner_id = ANY($1)', [owners]);
  await lockSlots(
    manager,
    slots.map(({ id }) => id),
  );
}

interface Writing {
  readonly plan: EditPlan;
  readonly change: string;
  readonly caller: Caller;
}

async function write(manager: EntityManager, desk: Desk, { plan, change, caller }: Writing): Promise<void> {
  const at = desk.now();
  const { script, redraft } = plan;
  const { wentStale } = await rewish(manager, plan.reached, at);
  for (const line of redraft.changed) await writeLine(manager, plan, line);
  await placePages(manager, desk, plan);
  await retire(manager, redraft.removedIds);
  for (const addition of redraft.added) await insertLine(manager, desk, { plan, addition, at });
  await renumber(manager, plan);
  const revision = script.revision + 1;
  await manager.query('UPDATE structured_script SET revision = $2, lock_version = lock_version + 1 WHERE id = $1', [
    script.id,
    revision,
  ]);
  await keepRevision(manager, { ...script, revision }, { by: caller.name, at, change });
  const told = { projectId: script.projectId, actor: caller.name, subjectId: script.id, facts: { revision, change } };
  await appendLinesToProjectLog(manager, [{ ...told, kind: 'SCRIPT_EDITED' }, ...staleLines(wentStale, caller.name)]);
}

const columnsOf = (
  { text, intent, keyConcepts, importance, visualDirection, displayMode }: Line,
  { directedDirection }: Narration,
) => ({
  ...{ text, intent, importance, visualDirection, displayMode, directedDirection },
  keyConcepts: [...keyConcepts],
  estimatedSeconds: estimatedSeconds(text),
});

/** What the segments of before were checked for, as far as the words are still there. */
function claimsOf({ rows }: EditPlan, { id, text }: Line): Claim[] {
  const own = rows.get(id)?.claims ?? [];
  if (rows.get(id)?.text === text) return own;
  const others = [...rows.values()].flatMap(({ claims }) => claims);
  return claimsStillIn(text, [...own, ...others]);
}

/** `actualSeconds` is of the take that a build would pick: a stale one stays in its place until there is another. */
async function writeLine(manager: EntityManager, plan: EditPlan, line: Line): Promise<void> {
  const told = { ...columnsOf(line, plan.narrationOf(line)), claims: claimsOf(plan, line) };
  await manager.update(Segment, line.id, { ...told, lockVersion: () => 'lock_version + 1' });
  await manager.query(
    `UPDATE segment SET actual_seconds = a.duration_seconds FROM slot s LEFT JOIN asset a ON a.id = s.current_id
     WHERE segment.id = $1 AND s.owner_id = $1 AND s.part = 'audio'`,
    [line.id],
  );
  if (plan.rows.get(line.id)?.text === line.text) return;
  await manager.delete(FigureReference, { segmentId: line.id });
  await insertReferences(manager, plan, line);
}

async function insertReferences(manager: EntityManager, { script, mentionsOf }: EditPlan, line: Line): Promise<void> {
  const { projectId } = script;
  const mentions = mentionsOf(line);
  const references = mentions.map((mention, position) => ({ segmentId: line.id, projectId, position, ...mention }));
  if (references.length > 0) await manager.insert(FigureReference, references);
}

interface Inserting {
  readonly plan: EditPlan;
  readonly addition: Addition;
  readonly at: Date;
}

async function insertLine(manager: EntityManager, desk: Desk, { plan, addition, at }: Inserting): Promise<void> {
  const { script, rows, redraft, figuresOf, narrationOf } = plan;
  const { line, likeId } = addition;
  const { projectId } = script;
  const idx = redraft.order.indexOf(line.id);
  const like = likeId === null ? {} : rows.get(likeId);
  const told = { ...columnsOf(line, narrationOf(line)), claims: claimsOf(plan, line) };
  const row = { ...like, ...told, id: line.id, projectId, scriptId: script.id, idx, actualSeconds: null };
  await manager.insert(Segment, { ...row, lockVersion: 1 });
  const { size, rate, narrator, pronunciations } = script;
  const narration = { ...narrationOf(line), id: line.id, projectId };
  await manager.insert(
    Slot,
    slotsOf(narration, { size, rate, narrator, pronunciations, figures: figuresOf(line), now: at, newId: desk.newId }),
  );
  await insertReferences(manager, plan, line);
}

/** A segment that names another second figure, or none any more, has other places for its pages. */
async function placePages(manager: EntityManager, desk: Desk, { redraft, rows, figuresOf }: EditPlan): Promise<void> {
  const reworded = redraft.changed.filter((line) => {
    const before = rows.get(line.id);
    return before?.text !== line.text || before.displayMode !== line.displayMode;
  });
  const paged = await manager.query<{ id: string }[]>(
    "SELECT DISTINCT owner_id AS id FROM slot WHERE owner_id = ANY($1) AND part LIKE 'page:%'",
    [reworded.map(({ id }) => id)],
  );
  const withPages = reworded.filter((line) => figuresOf(line).length > 1 || paged.some(({ id }) => id === line.id));
  await wishPictures(manager, { segmentIds: withPages.map(({ id }) => id), now: desk.now() });
}

/** What was approved is never lost: the places of a segment that goes stay with its project, with all their takes. */
async function retire(manager: EntityManager, segmentIds: readonly string[]): Promise<void> {
  if (segmentIds.length === 0) return;
  await retireSlots(manager, segmentIds);
  await manager.query('DELETE FROM segment WHERE id = ANY($1)', [segmentIds]);
}

async function renumber(manager: EntityManager, { script, draft, redraft }: EditPlan): Promise<void> {
  if (redraft.order === draft.order) return;
  await manager.query(
    `UPDATE segment SET idx = o.number - 1, lock_version = lock_version + (segment.id = ANY($3))::int
     FROM unnest($2::uuid[]) WITH ORDINALITY AS o(id, number)
     WHERE segment.id = o.id AND segment.script_id = $1 AND segment.idx <> o.number - 1`,
    [script.id, redraft.order, redraft.movedIds],
  );
}
