import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput, StaleVersion } from '../errors';
import { lockSlots, staleLines } from '../library/rewish.verb';
import { lockScript } from '../script/lock-script.verb';
import { projectOfScript } from '../script/script-at-hand.verb';
import type { DisplayMode, SegmentIntent } from '../script/segment';
import { shownBySegment } from '../script/shown-figures.verb';
import type { Caller } from '../workspace/caller';
import { appendLinesToProjectLog } from '../workspace/project-log.verb';
import type { Studio } from '../workspace/studio';
import { clipped, directed, shownMode } from './dop';
import { type Rewished, wishPictures } from './picture-places.verb';
import { imageQuota, TIERS, type Tier } from './tiers';
import { visualDirection } from './visual-direction';

export interface AskedVisuals {
  /** A row id. */
  readonly scriptId: string;
  readonly tier: string;
  /** The script's `lockVersion` as the caller has seen it. */
  readonly expectedVersion?: number | null;
}

/** A tier as it was given to a script. Segments by their numbers. */
export interface VisualPlan {
  readonly tier: Tier;
  readonly imageQuota: number;
  readonly drawnNumbers: readonly number[];
  readonly figureNumbers: readonly number[];
  readonly textNumbers: readonly number[];
  readonly carriedNumbers: readonly number[];
  readonly clipNumbers: readonly number[];
  /** Of those that are drawn, those whose picture is approved. */
  readonly reusedNumbers: readonly number[];
}

export interface Assigned extends Rewished {
  readonly plan: VisualPlan;
  /** Segments whose mode, direction or clip is another than before. */
  readonly changedCount: number;
}

/** Gives a script's segments what a tier pays for, in place of what another gave them. What people decided stands. */
export function assignVisuals(
  studio: Studio<DataSource>,
  caller: Caller,
  { scriptId, tier, expectedVersion = null }: AskedVisuals,
): Promise<Assigned> {
  const asked = tierOf(tier);
  return studio.store.transaction(async (manager) => {
    await projectOfScript(manager, caller, scriptId);
    await lockScript(manager, scriptId);
    if (expectedVersion !== null) await assertVersion(manager, scriptId, expectedVersion);
    const assigned = await direct(manager, { scriptId, tier: asked, now: studio.now() });
    await appendLinesToProjectLog(manager, staleLines(assigned.wentStale, caller.name));
    return assigned;
  });
}

/**
 * The same within a transaction of somebody else's, who holds the caller's rights and writes the lines of what went stale. Locks the
 * script, then its slots by id; asked again for the same tier it changes nothing.
 */
export async function direct(
  manager: EntityManager,
  { scriptId, tier, now }: { readonly scriptId: string; readonly tier: Tier; readonly now: Date },
): Promise<Assigned> {
  await lockScript(manager, scriptId);
  await lockPictures(manager, scriptId);
  const segments = await segmentsOf(manager, scriptId);
  const segmentIds = segments.map(({ id }) => id);
  const figures = await shownBySegment(
    manager,
    segmentIds.map((segmentId) => ({ segmentId, scriptId })),
  );
  const modes = directed(segments, tier);
  const clips = clipped(segments, modes, tier);
  const given = segments.map((segment, index) => {
    const mode = modes[index] ?? 'CARRY_FORWARD';
    const direction = visualDirection({ ...segment, mode, figures: figures.get(segment.id) ?? [] });
    return { id: segment.id, mode, direction, isClip: clips[index] ?? false };
  });
  const changedCount = await keep(manager, given);
  await manager.query(
    'UPDATE structured_script SET directed_tier = $2 WHERE id = $1 AND directed_tier IS DISTINCT FROM $2',
    [scriptId, tier],
  );
  const rewished = await wishPictures(manager, { segmentIds, now });
  return { ...rewished, changedCount, plan: planOf(segments, given, tier) };
}

export function tierOf(word: string): Tier {
  const tier = TIERS.find((known) => known === word.toUpperCase());
  if (tier) return tier;
  throw new InvalidInput(`There is no tier "${word.slice(0, 80)}".`, {
    field: ['input', 'tier'],
    expected: TIERS.join(', '),
    got: word.slice(0, 80),
    remedy: 'Name one of them; `tierComparison` shows what each comes to.',
  });
}

interface DirectedRow {
  readonly id: string;
  readonly number: number;
  readonly intent: SegmentIntent;
  readonly importance: number;
  readonly keyConcepts: readonly string[];
  readonly displayMode: DisplayMode | null;
  readonly speaksOfFigure: boolean;
  readonly hasApprovedPicture: boolean;
  readonly hasApprovedCard: boolean;
  readonly hasApprovedClip: boolean;
}

function segmentsOf(manager: EntityManager, scriptId: string): Promise<DirectedRow[]> {
  return manager.query<DirectedRow[]>(
    `SELECT g.id, g.idx + 1 AS number, g.intent, g.importance, g.key_concepts AS "keyConcepts", g.display_mode AS "displayMode",
       EXISTS (SELECT 1 FROM figure_reference r WHERE r.segment_id = g.id) AS "speaksOfFigure",
       coalesce(a.id IS NOT NULL AND a.parameters->>'task' IS DISTINCT FROM 'CARD', false) AS "hasApprovedPicture",
       coalesce(a.parameters->>'task' = 'CARD', false) AS "hasApprovedCard", v.approved_id IS NOT NULL AS "hasApprovedClip"
     FROM segment g JOIN slot s ON s.owner_id = g.id AND s.part = 'picture' LEFT JOIN asset a ON a.id = s.approved_id
       JOIN slot v ON v.owner_id = g.id AND v.part = 'video'
     WHERE g.script_id = $1 ORDER BY g.idx`,
    [scriptId],
  );
}

/** Slots before segments: a narration that comes in holds its slot when it writes its length into the segment. */
async function lockPictures(manager: EntityManager, scriptId: string): Promise<void> {
  const slots = await manager.query<{ id: string }[]>(
    `SELECT s.id FROM slot s JOIN segment g ON g.id = s.owner_id WHERE g.script_id = $1 AND s.type IN ('IMAGE', 'VIDEO')`,
    [scriptId],
  );
  await lockSlots(
    manager,
    slots.map(({ id }) => id),
  );
}

interface Given {
  readonly id: string;
  readonly mode: DisplayMode;
  readonly direction: string | null;
  readonly isClip: boolean;
}

async function keep(manager: EntityManager, given: readonly Given[]): Promise<number> {
  const [, count] = await manager.query<[unknown[], number]>(
    `UPDATE segment SET directed_mode = d.mode, directed_direction = d.direction, directed_clip = d."isClip"
     FROM jsonb_to_recordset($1) AS d(id uuid, mode text, direction text, "isClip" boolean)
     WHERE segment.id = d.id AND (segment.directed_mode, segment.directed_direction, segment.directed_clip)
       IS DISTINCT FROM (d.mode, d.direction, d."isClip")`,
    [JSON.stringify(given)],
  );
  return count;
}

function planOf(segments: readonly DirectedRow[], given: readonly Given[], tier: Tier): VisualPlan {
  const numbersOf = (holds: (segment: DirectedRow, mode: DisplayMode | null, isClip: boolean) => boolean): number[] =>
    segments.flatMap((segment, index) => {
      const { mode = null, isClip = false } = given[index] ?? {};
      const shown = shownMode({ displayMode: segment.displayMode, directedMode: mode });
      return holds(segment, shown, isClip) ? [segment.number] : [];
    });
  return {
    tier,
    imageQuota: imageQuota(tier, segments.length),
    drawnNumbers: numbersOf((_, mode) => mode === 'DALL_E'),
    figureNumbers: numbersOf((_, mode) => mode === 'FIGURE_SYNC'),
    textNumbers: numbersOf((_, mode) => mode === 'TEXT_ONLY'),
    carriedNumbers: numbersOf((_, mode) => mode === 'CARRY_FORWARD'),
    clipNumbers: numbersOf((_, __, isClip) => isClip),
    reusedNumbers: numbersOf(({ hasApprovedPicture }, mode) => mode === 'DALL_E' && hasApprovedPicture),
  };
}

async function assertVersion(manager: EntityManager, scriptId: string, expected: number): Promise<void> {
  const [{ version }] = await manager.query<[{ version: number }]>(
    'SELECT lock_version AS version FROM structured_script WHERE id = $1',
    [scriptId],
  );
  if (version === expected) return;
  throw new StaleVersion('Somebody else has changed the script.', {
    field: ['input', 'expectedVersion'],
    expected: `version ${version}`,
    got: `version ${expected}`,
    remedy: 'Read it again, and decide by what you see then.',
  });
}
