import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput } from '../../errors';
import { readScreenplay } from '../../screenplay/read-screenplay';
import { lockedScreenplay, type ScreenplayAtHand } from '../../screenplay/screenplay-at-hand.verb';
import type { JsonValue } from '../../values/canonical-json';
import { isRate, type Rate } from '../../values/rate';
import type { Caller } from '../../workspace/caller';
import { once } from '../../workspace/once.verb';
import type { Studio } from '../../workspace/studio';
import { type Artifacts, readBible } from '../bible/read-bible';
import { bookOf } from '../book';
import { breakDown } from '../break-down';
import { problemsOf } from '../checks/validate';
import { type Decisions, placeOf, withDecisions } from './decided';
import { keepShotList } from './keep-shot-list.verb';
import { keptDecisions } from './kept-decisions';
import { type ListAtHand, lockedListOf } from './list-at-hand.verb';
import { idsOf, type ListIds } from './list-ids';
import { newRows } from './new-rows';

export interface BreakDownOrder {
  /** A row id. */
  readonly screenplayId: string;
  /** Each as it was last time where it is absent. */
  readonly hero?: JsonValue;
  readonly cast?: JsonValue;
  readonly world?: JsonValue;
  readonly visualBible?: JsonValue;
  readonly rate?: Rate | null;
  readonly discardEdits: boolean;
  readonly idempotencyKey: string;
}

type Desk = Studio<DataSource>;

/**
 * A screenplay as a shot list; one that has a list already gets it anew, and whatever is still there keeps its id, its takes and what people
 * decided about it. Answers the row id.
 */
export async function breakDownScreenplay(desk: Desk, caller: Caller, input: BreakDownOrder): Promise<string> {
  assertRate(input.rate ?? null);
  const attempt = { caller, operation: 'breakDownScreenplay', key: input.idempotencyKey, input, now: desk.now() };
  const { id } = await desk.store.transaction((manager) =>
    once(manager, attempt, async () => {
      const field = ['input', 'screenplayId'];
      const screenplay = await lockedScreenplay(manager, caller, { screenplayId: input.screenplayId, field });
      const before = await lockedListOf(manager, screenplay.id);
      return { id: await brokenDown(manager, desk, { input, caller, screenplay, before }) };
    }),
  );
  return id;
}

function assertRate(rate: Rate | null): void {
  if (rate === null || isRate(rate)) return;
  throw new InvalidInput('A shot list has from 1 to 240 frames a second.', {
    field: ['input', 'rate'],
    expected: 'a numerator and a denominator of 1 to 1001, from 1 to 240 frames a second',
    got: `${rate.numerator}/${rate.denominator}`,
    remedy: 'Send 24/1, 25/1, 30000/1001, …',
  });
}

interface Breaking {
  readonly input: BreakDownOrder;
  readonly caller: Caller;
  readonly screenplay: ScreenplayAtHand;
  readonly before: ListAtHand | null;
}

async function brokenDown(manager: EntityManager, desk: Desk, breaking: Breaking): Promise<string> {
  const { input, caller, screenplay, before } = breaking;
  const artifacts = artifactsOf(input, before?.artifacts ?? NONE);
  const { bible, problems: read } = readBible(artifacts);
  const rate = input.rate ?? rateOf(before) ?? (await rateOfProject(manager, screenplay.projectId));
  const text = readScreenplay(screenplay.source, screenplay.fileFormat, ['input', 'screenplayId']);
  const { list: fresh, noticed } = breakDown(
    { ...text, title: screenplay.title },
    { bible, format: screenplay.format, rate },
  );
  const ids = idsOf(fresh, before?.rows ?? null, desk.newId);
  const decisions: Decisions = before && !input.discardEdits ? keptDecisions(before.rows, fresh, ids) : new Map();
  const plan = withDecisions(fresh, decisions, bookOf(fresh, bible));
  const rows = newRows({ plan, ids, projectId: screenplay.projectId, edited: editedOf(decisions, ids) });
  const revision = (before?.revision ?? 0) + 1;
  const known = new Set(before?.rows.shots.map(({ id }) => id));
  const newCount = rows.shots.filter(({ id }) => !known.has(id)).length;
  const removedCount = known.size - (rows.shots.length - newCount);
  await keepShotList(manager, desk, {
    ...{ before: before?.rows ?? null, rows, revision, artifacts, caller },
    noticed: [...read, ...noticed],
    problems: problemsOf(plan),
    screenplay: { id: screenplay.id, revision: screenplay.revision },
    line: {
      kind: 'SHOT_LIST_BROKEN_DOWN',
      facts: { revision, shotCount: rows.shots.length, newCount, removedCount },
    },
  });
  return ids.list;
}

/** By the id of the shot. */
function editedOf(decisions: Decisions, { shots }: ListIds): ReadonlyMap<string, readonly string[]> {
  const entries = shots.flatMap((ids, scene) =>
    ids.map((id, nth) => [id, Object.keys(decisions.get(placeOf(scene, nth)) ?? {})] as const),
  );
  return new Map(entries);
}

const NONE: Artifacts = { hero: null, cast: null, world: null, visual: null };

/** Absent: as it was brought last time. Null takes it away. */
function artifactsOf({ hero, cast, world, visualBible }: BreakDownOrder, before: Artifacts): Artifacts {
  const asked = { hero, cast, world, visual: visualBible };
  const chosen = (name: keyof Artifacts): JsonValue => (asked[name] === undefined ? before[name] : asked[name]);
  return { hero: chosen('hero'), cast: chosen('cast'), world: chosen('world'), visual: chosen('visual') };
}

function rateOf(before: ListAtHand | null): Rate | null {
  if (!before) return null;
  const { rateNumerator: numerator, rateDenominator: denominator } = before.rows.list;
  return { numerator, denominator };
}

async function rateOfProject(manager: EntityManager, projectId: string): Promise<Rate> {
  const [rate] = await manager.query<[Rate]>(
    'SELECT rate_numerator AS numerator, rate_denominator AS denominator FROM project WHERE id = $1',
    [projectId],
  );
  return rate;
}
