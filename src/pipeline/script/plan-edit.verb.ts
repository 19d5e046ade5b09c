import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { SEGMENT_PARTS } from '../library/slot';
import { type WishTerms, wishHash } from '../library/wish';
import { displayModeWith, type ShownFigure, segmentWishes } from '../production/segment-wishes';
import type { JsonObject } from '../values/canonical-json';
import type { Line, Redraft } from './draft';
import { figureMentions } from './figure-mentions';
import type { OpenDraft } from './open-draft.verb';

/** A place that wants something else by the edit. */
export interface Reached {
  readonly slotId: string;
  readonly part: (typeof SEGMENT_PARTS)[number]['part'];
  readonly segmentId: string;
  readonly type: string;
  readonly before: string;
  readonly after: string;
  readonly wish: WishTerms;
}

/** All that an edit will do, before any of it is done. */
export interface EditPlan extends OpenDraft {
  readonly redraft: Redraft;
  /** The figure that a line speaks of first, where it has a picture. */
  readonly figureOf: (line: Line) => ShownFigure | null;
  readonly reached: readonly Reached[];
}

/** Reads and decides; writes nothing and takes no lock. */
export async function planEdit(manager: EntityManager, open: OpenDraft, asked: Redraft): Promise<EditPlan> {
  const lines = [...asked.changed, ...asked.added.map(({ line }) => line)];
  const figureOf = await firstFigures(manager, open, lines);
  const redraft = withFigures(asked, open, figureOf);
  return { ...open, redraft, figureOf, reached: await reachedPlaces(manager, { open, redraft, figureOf }) };
}

type FigureOf = EditPlan['figureOf'];

async function firstFigures(manager: EntityManager, { script, rows }: OpenDraft, lines: readonly Line[]) {
  if (lines.length === 0) return () => null;
  const figures = await manager.query<ShownFigure[]>(
    `SELECT f.kind, f.number, f.caption, a.sha256 FROM figure f
     JOIN slot s ON s.owner_id = f.id AND s.part = 'picture' JOIN asset a ON a.id = s.current_id WHERE f.script_id = $1`,
    [script.id],
  );
  const named = await manager.query<Named[]>(
    'SELECT segment_id AS "segmentId", kind, number FROM figure_reference WHERE segment_id = ANY($1) AND position = 0',
    [lines.map(({ id }) => id)],
  );
  const keyed = new Map(figures.map((figure) => [keyOf(figure), figure]));
  const kept = new Map(named.map((reference) => [reference.segmentId, keyOf(reference)]));
  // What a segment names was read from its words when they came: only other words name something else.
  return ({ id, text }: Line): ShownFigure | null => {
    const [first] = figureMentions(text);
    const key = rows.get(id)?.text === text ? kept.get(id) : first && keyOf(first);
    return (key && keyed.get(key)) || null;
  };
}

interface Named {
  readonly segmentId: string;
  readonly kind: string;
  readonly number: number;
}

const keyOf = ({ kind, number }: { kind: string; number: number }): string => `${kind} ${number}`;

function withFigures(redraft: Redraft, { rows }: OpenDraft, figureOf: FigureOf): Redraft {
  const shown = (line: Line): Line => {
    const before = rows.get(line.id);
    if (before?.text === line.text && before.displayMode === line.displayMode) return line;
    const displayMode = displayModeWith(figureOf(line), line.displayMode);
    if (redraft.askedMode && redraft.askedMode !== displayMode) throw otherMode(redraft.askedMode, figureOf(line));
    return { ...line, displayMode };
  };
  return {
    ...redraft,
    changed: redraft.changed.map(shown),
    added: redraft.added.map((addition) => ({ ...addition, line: shown(addition.line) })),
  };
}

function otherMode(asked: string, figure: ShownFigure | null): InvalidInput {
  const called = figure && `${figure.kind.toLowerCase()} ${figure.number}`;
  return new InvalidInput(
    figure
      ? `The segment speaks of ${called} first, and so it shows it.`
      : 'The segment speaks of no figure that has a picture.',
    {
      field: ['input', 'displayMode'],
      expected: `${figure ? 'FIGURE_SYNC' : 'DALL_E'}, TEXT_ONLY or CARRY_FORWARD`,
      got: asked,
      remedy: figure
        ? 'Change its words, so that it does not name the figure first.'
        : 'Bring the figure with `importFigure`: segments that name it first show it from then on.',
    },
  );
}

interface Planning {
  readonly open: OpenDraft;
  readonly redraft: Redraft;
  readonly figureOf: FigureOf;
}

interface SlotRow {
  readonly id: string;
  readonly ownerId: string;
  readonly part: string;
  readonly type: string;
  readonly wishHash: string;
  readonly overrides: JsonObject;
  readonly variation: number;
}

/** What people decided about a place stays: its overrides and its variation. */
async function reachedPlaces(manager: EntityManager, { open, redraft, figureOf }: Planning): Promise<Reached[]> {
  const slots = await manager.query<SlotRow[]>(
    `SELECT id, owner_id AS "ownerId", part, type, wish_hash AS "wishHash", overrides, variation
     FROM slot WHERE owner_id = ANY($1) ORDER BY id`,
    [redraft.changed.map(({ id }) => id)],
  );
  const wishes = new Map(redraft.changed.map((line) => [line.id, segmentWishes(line, open.script, figureOf(line))]));
  return slots.flatMap((slot) => {
    const part = SEGMENT_PARTS.find((known) => known.part === slot.part)?.part;
    const planned = part && wishes.get(slot.ownerId)?.[part];
    if (!planned) return [];
    const wish = { ...planned, overrides: slot.overrides, variation: slot.variation };
    const { id: slotId, ownerId: segmentId, type, wishHash: before } = slot;
    return [{ slotId, part, segmentId, type, before, after: wishHash(wish), wish }];
  });
}
