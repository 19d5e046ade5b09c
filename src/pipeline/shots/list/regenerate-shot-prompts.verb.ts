import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput, NotFound } from '../../errors';
import { numbersIn, numbersMissing } from '../../library/numbers';
import type { JsonValue } from '../../values/canonical-json';
import type { Caller } from '../../workspace/caller';
import type { Studio } from '../../workspace/studio';
import { type Artifacts, readBible } from '../bible/read-bible';
import { bookOf } from '../book';
import { problemsOf } from '../checks/validate';
import type { PlannedShotList } from '../shot-list';
import { decidedShot } from './decided';
import { keepShotList } from './keep-shot-list.verb';
import { type ListAtHand, lockedList } from './list-at-hand.verb';
import type { ShotListRows, ShotRow } from './list-rows';
import { newRows } from './new-rows';
import { decided, PROMPT_MEMBERS } from './shot-edits';
import { storedIds, storedList } from './stored-list';

export interface PromptsOrder {
  /** A row id. */
  readonly shotListId: string;
  readonly expectedVersion: number;
  readonly scenes?: string | null;
  /** Row ids. */
  readonly shotIds?: readonly string[] | null;
  readonly visualBible?: JsonValue;
  readonly discardEdits: boolean;
}

export interface PromptsAnew {
  /** A row id. */
  readonly shotListId: string;
  readonly changedCount: number;
}

/** V6 again, for all shots or for some. Prompts that people wrote stay, unless they give them up. */
export function regenerateShotPrompts(
  desk: Studio<DataSource>,
  caller: Caller,
  input: PromptsOrder,
): Promise<PromptsAnew> {
  return desk.store.transaction(async (manager) => {
    const list = await lockedList(manager, caller, input);
    const chosen = new Set(chosenShots(list.rows, input).map(({ id }) => id));
    return {
      shotListId: input.shotListId,
      changedCount: await rewrite(manager, desk, { list, chosen, input, caller }),
    };
  });
}

interface Rewriting {
  readonly list: ListAtHand;
  readonly chosen: ReadonlySet<string>;
  readonly input: PromptsOrder;
  readonly caller: Caller;
}

async function rewrite(manager: EntityManager, desk: Studio<DataSource>, rewriting: Rewriting): Promise<number> {
  const { list, chosen, input, caller } = rewriting;
  const { visualBible: visual = list.artifacts.visual } = input;
  const artifacts = { ...list.artifacts, visual };
  const kept = new Map(list.rows.shots.map(({ id, edited }) => [id, chosen.has(id) ? left(edited, input) : edited]));
  const plan = written(list.rows, { chosen, kept, artifacts });
  const rows = newRows({ plan, ids: storedIds(list.rows), projectId: list.rows.list.projectId, edited: kept });
  const changedCount = rows.shots.filter((row, index) => hasOtherPrompts(row, list.rows.shots[index])).length;
  const isSame = changedCount === 0 && input.visualBible === undefined;
  if (isSame && !input.discardEdits) return 0;
  const revision = list.revision + 1;
  await keepShotList(manager, desk, {
    ...{ before: list.rows, rows, revision, artifacts, caller, problems: problemsOf(plan) },
    line: { kind: 'SHOT_LIST_EDITED', facts: { revision, change: `Wrote the prompts of ${chosen.size} shots anew` } },
  });
  return changedCount;
}

const left = (edited: readonly string[], { discardEdits }: PromptsOrder): readonly string[] =>
  discardEdits ? edited.filter((name) => !(PROMPT_MEMBERS as readonly string[]).includes(name)) : edited;

interface Writing {
  readonly chosen: ReadonlySet<string>;
  readonly kept: ReadonlyMap<string, readonly string[]>;
  readonly artifacts: Artifacts;
}

function written(rows: ShotListRows, { chosen, kept, artifacts }: Writing): PlannedShotList {
  const list = storedList(rows);
  const ids = storedIds(rows);
  const book = bookOf(list, readBible(artifacts).bible);
  const scenes = list.scenes.map(({ facts, shots }, scene) => ({
    facts,
    shots: shots.map((shot, nth) => {
      const id = ids.shots[scene]?.[nth] ?? '';
      return chosen.has(id) ? decidedShot(shot, decided(shot, kept.get(id) ?? []), { facts, nth, book }) : shot;
    }),
  }));
  return { ...list, scenes };
}

const PROMPTS = [...PROMPT_MEMBERS, 'characterPromptPrefix'] as const;
const hasOtherPrompts = (after: ShotRow, before: ShotRow | undefined): boolean =>
  PROMPTS.some((name) => after[name] !== before?.[name]);

function chosenShots({ scenes, shots }: ShotListRows, { scenes: numbers, shotIds }: PromptsOrder): readonly ShotRow[] {
  const [asked, named] = [numbers ?? null, shotIds ?? null];
  if (asked !== null && named !== null) throw both();
  if (named !== null) return shotsNamed(shots, named);
  const ranges = asked === null ? 'all' : numbersIn(asked, ['input', 'scenes']);
  if (ranges === 'all') return shots;
  const { count, first } = numbersMissing(ranges, new Set(scenes.map(({ number }) => number)), 10);
  if (count > 0) throw noScenes(first, scenes.length);
  const within = (number: number) => ranges.some((range) => range.first <= number && number <= range.last);
  const chosen = new Set(scenes.filter(({ number }) => within(number)).map(({ id }) => id));
  return shots.filter(({ sceneId }) => chosen.has(sceneId));
}

function shotsNamed(shots: readonly ShotRow[], ids: readonly string[]): ShotRow[] {
  const known = new Map(shots.map((shot) => [shot.id, shot]));
  return [...new Set(ids)].map((id) => {
    const shot = known.get(id);
    if (shot) return shot;
    throw new NotFound('There is no such shot in the list.', {
      field: ['input', 'shotIds'],
      expected: 'ids of shots of the list',
      remedy: 'Look them up with the field `shots` of the list.',
    });
  });
}

const both = () =>
  new InvalidInput('Shots are chosen by their scenes or by their ids.', {
    field: ['input', 'shotIds'],
    expected: 'one of `scenes` and `shotIds`, or neither for all',
    got: 'both',
    remedy: 'Leave one of them out.',
  });

const noScenes = (missing: readonly number[], scenes: number) =>
  new InvalidInput('The shot list has no such scenes.', {
    field: ['input', 'scenes'],
    expected: `numbers from 1 to ${scenes}`,
    got: missing.join(', '),
    remedy: 'Number the scenes as the list does.',
  });
