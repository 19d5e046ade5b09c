import { InvalidInput, LimitExceeded } from '../errors';
import { AS_IT_WAS, type Draft, inserted, type Line, lineOf, numberOf, type Redraft } from './draft';
import { guessedIntent } from './intent';
import { assertConcepts, assertDirection, assertImportance, segmentText } from './line-text';
import { MOST_SEGMENTS } from './script-limits';
import type { DisplayMode, SegmentIntent } from './segment';

/** Null and absent leave a member as it is; but for `visualDirection`, where null takes it away. */
export interface Changes {
  readonly text?: string | null;
  readonly intent?: SegmentIntent | null;
  readonly visualDirection?: string | null;
  readonly importance?: number | null;
  readonly keyConcepts?: readonly string[] | null;
  readonly displayMode?: DisplayMode | null;
}

export function edited(draft: Draft, id: string, changes: Changes): Redraft {
  assertDirection(changes.visualDirection);
  assertImportance(changes.importance);
  assertConcepts(changes.keyConcepts);
  const before = lineOf(draft, id);
  const { text, visualDirection } = changes;
  const after: Line = {
    ...before,
    text: text === null || text === undefined ? before.text : segmentText(text, ['input', 'text']),
    intent: changes.intent ?? before.intent,
    visualDirection: visualDirection === undefined ? before.visualDirection : visualDirection,
    importance: changes.importance ?? before.importance,
    keyConcepts: changes.keyConcepts ?? before.keyConcepts,
    displayMode: changes.displayMode ?? before.displayMode,
  };
  const what = differences(before, after);
  const { order } = draft;
  if (what.length === 0) return { ...AS_IT_WAS, order };
  const change = `Edited segment ${numberOf(draft, id)}: ${what.join(', ')}`;
  return { ...AS_IT_WAS, order, change, changed: [after], askedMode: changes.displayMode };
}

const NAMES = {
  text: 'text',
  intent: 'intent',
  visualDirection: 'visual direction',
  importance: 'importance',
  keyConcepts: 'key concepts',
  displayMode: 'display mode',
} as const;

function differences(before: Line, after: Line): string[] {
  const said = (line: Line, name: keyof typeof NAMES) => JSON.stringify(line[name]);
  const names = Object.keys(NAMES) as (keyof typeof NAMES)[];
  return names.filter((name) => said(before, name) !== said(after, name)).map((name) => NAMES[name]);
}

/** `at` counts UTF-16 units, as editors do. The first half keeps the id; what is between the halves, if blank, is dropped. */
export function split(draft: Draft, id: string, { at, newId }: { at: number; newId: string }): Redraft {
  const before = lineOf(draft, id);
  assertRoom(draft);
  const [head, tail] = halves(before.text, at);
  const idx = draft.order.indexOf(id);
  const second: Line = {
    id: newId,
    text: tail,
    intent: guessedIntent(tail, idx + 1, draft.order.length + 1),
    keyConcepts: [],
    importance: before.importance,
    visualDirection: null,
    displayMode: before.displayMode,
  };
  return {
    ...AS_IT_WAS,
    change: `Split segment ${idx + 1}`,
    order: inserted(draft.order, idx + 1, newId),
    changed: [{ ...before, text: head }],
    added: [{ line: second, likeId: id }],
  };
}

function halves(text: string, at: number): [string, string] {
  const [head, tail] = [text.slice(0, at).trim(), text.slice(at).trim()];
  const within = /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '');
  if (at > 0 && at < text.length && head !== '' && tail !== '' && !within) return [head, tail];
  throw new InvalidInput('A segment is split between two of its characters, with words on either side.', {
    field: ['input', 'at'],
    expected: `an offset from 1 to ${text.length - 1} with words before and after it`,
    got: within ? `${at}, in the middle of a character` : String(at),
    remedy: 'Count in UTF-16 units, as the selection of a text field does.',
  });
}

/** Neighbours become the first of them, whatever the order in which they are named. */
export function merged(draft: Draft, ids: readonly string[]): Redraft {
  const { order } = draft;
  const sorted = [...new Set(ids)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const start = order.indexOf(sorted[0] ?? '');
  if (sorted.length < 2 || sorted.some((id, index) => order[start + index] !== id)) {
    throw noNeighbours(sorted.map((id) => numberOf(draft, id)));
  }
  const [first, ...others] = sorted.map((id) => lineOf(draft, id)) as [Line, ...Line[]];
  const lines = [first, ...others];
  const one: Line = {
    ...first,
    text: segmentText(lines.map(({ text }) => text).join(' '), ['input', 'segmentIds']),
    keyConcepts: [...new Set(lines.flatMap(({ keyConcepts }) => keyConcepts))],
    importance: Math.max(...lines.map(({ importance }) => importance)),
  };
  return {
    ...AS_IT_WAS,
    change: `Merged segments ${start + 1} to ${start + sorted.length}`,
    order: order.filter((id) => id === first.id || !sorted.includes(id)),
    changed: [one],
    removedIds: others.map(({ id }) => id),
  };
}

function noNeighbours(numbers: readonly number[]): InvalidInput {
  return new InvalidInput('Only neighbours are merged.', {
    field: ['input', 'segmentIds'],
    expected: 'two or more segments that follow each other',
    got: numbers.length === 1 ? `segment ${numbers[0]} alone` : `segments ${numbers.join(', ')}`,
    remedy: 'Bring them together with `moveSegment` first.',
  });
}

export function moved(draft: Draft, id: string, toNumber: number): Redraft {
  const { order } = draft;
  if (!(toNumber >= 1 && toNumber <= order.length)) {
    throw new InvalidInput('There is no such place in the script.', {
      field: ['input', 'toNumber'],
      expected: `1 to ${order.length}`,
      got: String(toNumber),
      remedy: 'Say the number that the segment is to have.',
    });
  }
  const from = numberOf(draft, id);
  if (from === toNumber) return { ...AS_IT_WAS, order };
  const others = order.filter((other) => other !== id);
  const change = `Moved segment ${from} to ${toNumber}`;
  return { ...AS_IT_WAS, change, order: inserted(others, toNumber - 1, id), movedIds: [id] };
}

export interface NewLine {
  readonly id: string;
  readonly text: string;
  readonly intent: SegmentIntent | null;
  /** Null: it comes first. */
  readonly afterId: string | null;
}

export function added(draft: Draft, { id, text, intent, afterId }: NewLine): Redraft {
  assertRoom(draft);
  const words = segmentText(text, ['input', 'text']);
  const idx = afterId === null ? 0 : draft.order.indexOf(afterId) + 1;
  const line: Line = {
    id,
    text: words,
    intent: intent ?? guessedIntent(words, idx, draft.order.length + 1),
    keyConcepts: [],
    importance: 0.5,
    visualDirection: null,
    displayMode: 'DALL_E',
  };
  const change = `Added segment ${idx + 1}`;
  return { ...AS_IT_WAS, change, order: inserted(draft.order, idx, id), added: [{ line, likeId: null }] };
}

export function removed(draft: Draft, id: string): Redraft {
  if (draft.order.length === 1) {
    throw new InvalidInput('A script keeps at least one segment.', {
      field: ['input', 'segmentId'],
      expected: 'a segment of a script that has others',
      got: 'the only one',
      remedy: 'Say something else in it with `editSegment`.',
    });
  }
  const order = draft.order.filter((other) => other !== id);
  return { ...AS_IT_WAS, change: `Removed segment ${numberOf(draft, id)}`, order, removedIds: [id] };
}

function assertRoom({ order }: Draft): void {
  if (order.length < MOST_SEGMENTS) return;
  throw new LimitExceeded(`A script has at most ${MOST_SEGMENTS} segments.`, {
    field: ['input'],
    expected: `at most ${MOST_SEGMENTS} segments`,
    got: `${order.length + 1}`,
    remedy: 'Tell the rest in a script of its own.',
  });
}
