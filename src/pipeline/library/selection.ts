import { InvalidInput, LimitExceeded } from '../errors';
import { isStorable } from '../values/text';
import { type Numbers, numbersIn } from './numbers';

/** What narrows a selection, as `AssetFilter` says it; ids are row ids. Lists mean any of, tags mean all of. */
export interface SelectedWhere {
  readonly projectId?: string | null;
  readonly scriptId?: string | null;
  readonly runId?: string | null;
  readonly originRunId?: string | null;
  /** Segments and figures as people type them. */
  readonly numbers?: string | null;
  readonly figureNumbers?: string | null;
  readonly intents?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly statuses?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly stale?: boolean | null;
  /** True: only the take that its slot would pick. */
  readonly current?: boolean | null;
  readonly text?: string | null;
}

/** The same with its numbers read. */
export interface BoundedWhere extends Omit<SelectedWhere, 'numbers' | 'figureNumbers'> {
  readonly numbers: Numbers | null;
  readonly figureNumbers: Numbers | null;
}

/** Which assets: by themselves, as the current takes of slots, or by what they are. */
export interface AssetSelection {
  readonly ids?: readonly string[] | null;
  readonly slotIds?: readonly string[] | null;
  readonly where?: SelectedWhere | null;
  /** Refuse what changed after this number of the project's log. */
  readonly asOfSeq?: number | null;
}

export interface ExpectedVersion {
  readonly id: string;
  readonly version: number;
}

export type Wanted =
  | { readonly by: 'ids' | 'slotIds'; readonly ids: readonly string[] }
  | { readonly by: 'where'; readonly where: BoundedWhere };

export const MOST_SELECTED = 10_000;
const FIELD = ['input', 'selection'];
const WAYS = ['ids', 'slotIds', 'where'] as const;

/** What a selection asks for, in the one way that it says so. Anything else is a mistake, never "all". */
export function wantedBy(selection: AssetSelection): Wanted {
  const given = WAYS.filter((way) => selection[way] !== null && selection[way] !== undefined);
  if (given.length !== 1) throw notOneWay(given);
  assertLogNumber(selection.asOfSeq);
  if (selection.where) return { by: 'where', where: bounded(selection.where) };
  const by = selection.ids ? 'ids' : 'slotIds';
  const ids = [...new Set(selection.ids ?? selection.slotIds)];
  if (ids.length === 0) throw selectsNothing(by);
  if (ids.length > MOST_SELECTED) throw tooMany(ids.length);
  return { by, ids };
}

/** A script or a run belongs to one project, and so does what they bound. */
function bounded(where: SelectedWhere): BoundedWhere {
  const { numbers, figureNumbers, tags, text, originRunId } = where;
  if ([...(tags ?? []), text ?? '', originRunId ?? ''].some((each) => !isStorable(each))) throw hasNul();
  if (!where.scriptId && !where.runId && !where.projectId) throw unbounded(where);
  return {
    ...where,
    numbers: numbersOf('numbers', numbers),
    figureNumbers: numbersOf('figureNumbers', figureNumbers),
  };
}

function numbersOf(name: string, text: string | null | undefined): Numbers | null {
  return text === null || text === undefined ? null : numbersIn(text, [...FIELD, 'where', name]);
}

function unbounded(where: SelectedWhere): InvalidInput {
  const given = Object.entries(where).filter(([, value]) => value !== null && value !== undefined);
  return new InvalidInput('`where` must name a script, a run or a project: a selection is of one project.', {
    field: [...FIELD, 'where'],
    expected: 'scriptId, runId or projectId, and whatever narrows it',
    got: given.map(([name]) => name).join(', ') || 'nothing',
    remedy: 'Add the scriptId, the runId or the projectId, or list the `ids`.',
  });
}

function assertLogNumber(asOfSeq: number | null | undefined): void {
  if (asOfSeq === null || asOfSeq === undefined || asOfSeq >= 0) return;
  throw new InvalidInput("`asOfSeq` is a number of the project's log.", {
    field: [...FIELD, 'asOfSeq'],
    expected: '0 or more',
    got: String(asOfSeq),
    remedy: 'Take `lastSeq` of the project as you read it with the assets.',
  });
}

function notOneWay(given: readonly string[]): InvalidInput {
  return new InvalidInput('A selection is made in exactly one way.', {
    field: FIELD,
    expected: 'one of ids, slotIds and where',
    got: given.join(' and ') || 'none of them',
    remedy: 'Keep the one that you mean.',
  });
}

export function selectsNothing(way: (typeof WAYS)[number]): InvalidInput {
  return new InvalidInput('The selection selects nothing.', {
    field: [...FIELD, way],
    expected: 'at least one asset',
    got: 'none',
    remedy: 'Look at `assets` of the project with the same filter before you decide.',
  });
}

export function tooMany(count: number | string): LimitExceeded {
  return new LimitExceeded(`One call decides about at most ${MOST_SELECTED} assets.`, {
    field: FIELD,
    expected: `at most ${MOST_SELECTED} assets`,
    got: `${count} assets`,
    remedy: 'Split the selection, for instance by type or by status.',
  });
}

function hasNul(): InvalidInput {
  return new InvalidInput('The filter has a NUL character.', {
    field: [...FIELD, 'where'],
    expected: 'text',
    got: 'a NUL character',
    remedy: 'Send plain UTF-8 text.',
  });
}
