import type { EntityManager } from 'typeorm';
import type { Segment } from '../../entities/segment.entity';
import { InvalidInput } from '../errors';
import { type WishTerms, wishHash } from '../library/wish';
import { shownMode } from '../production/dop';
import {
  displayModeWith,
  type Narration,
  type SegmentWishes,
  type ShownFigure,
  segmentWishes,
} from '../production/segment-wishes';
import { visualDirection } from '../production/visual-direction';
import type { JsonObject } from '../values/canonical-json';
import type { Line, Redraft } from './draft';
import { type FigureMention, figureMentions } from './figure-mentions';
import type { OpenDraft } from './open-draft.verb';
import { namingsOf, shownFigures } from './shown-figures.verb';

/** A place that wants something else by the edit. */
export interface Reached {
  readonly slotId: string;
  readonly part: string;
  readonly segmentId: string;
  readonly type: string;
  readonly before: string;
  readonly after: string;
  readonly wish: WishTerms;
}

/** All that an edit will do, before any of it is done. */
export interface EditPlan extends OpenDraft {
  readonly redraft: Redraft;
  /** What a line names. */
  readonly mentionsOf: (line: Line) => readonly FigureMention[];
  /** The figures that a line shows, in the order of mention: none where the first has no picture. */
  readonly figuresOf: (line: Line) => readonly ShownFigure[];
  /** The first of them. */
  readonly figureOf: (line: Line) => ShownFigure | null;
  readonly narrationOf: (line: Line) => Narration;
  /** Before anybody decides otherwise. */
  readonly wishesOf: (line: Line) => SegmentWishes;
  readonly reached: readonly Reached[];
}

/** Reads and decides; writes nothing and takes no lock. */
export async function planEdit(manager: EntityManager, open: OpenDraft, asked: Redraft): Promise<EditPlan> {
  const lines = [...asked.changed, ...asked.added.map(({ line }) => line)];
  const mentionsOf = await mentionsAfter(manager, open, asked);
  const namings = lines.map((line) => ({ lineId: line.id, mentions: mentionsOf(line) }));
  const shown = await shownFigures(manager, open.script.id, namings);
  const figuresOf = ({ id }: Line) => shown.get(id) ?? [];
  const figureOf = (line: Line) => figuresOf(line)[0] ?? null;
  const redraft = withFigures(asked, open, figureOf);
  const likes = new Map(asked.added.map(({ line, likeId }) => [line.id, likeId]));
  const narrationOf = (line: Line): Narration => {
    const row = open.rows.get(line.id) ?? open.rows.get(likes.get(line.id) ?? '');
    return narrated(line, row, figuresOf(line));
  };
  const wishesOf = (line: Line) => segmentWishes(narrationOf(line), open.script, figuresOf(line));
  const reached = await reachedPlaces(manager, redraft, wishesOf);
  return { ...open, redraft, mentionsOf, figuresOf, figureOf, narrationOf, wishesOf, reached };
}

type FigureOf = EditPlan['figureOf'];

/** What the tier gave a segment stays until the tier is asked for again; what it says of the picture follows the words. */
function narrated(line: Line, row: Segment | undefined, figures: readonly ShownFigure[]): Narration {
  const { directedMode = null, directedClip: isClip = false } = row ?? {};
  const { text, keyConcepts, visualDirection: said } = line;
  return {
    text,
    keyConcepts,
    visualDirection: said,
    displayMode: shownMode({ displayMode: line.displayMode, directedMode }),
    directedDirection: directedMode && visualDirection({ ...line, mode: directedMode, figures }),
    isClip,
  };
}

/**
 * What a segment names was read from its words when they came: only other words name something else. What they name again stays of
 * the document that it was of; so does what halves and merged segments have from those that they were.
 */
async function mentionsAfter(manager: EntityManager, { rows }: OpenDraft, { changed, added, removedIds }: Redraft) {
  const before = [...changed.map(({ id }) => id), ...removedIds, ...added.flatMap(({ likeId }) => likeId ?? [])];
  const kept = new Map((await namingsOf(manager, before)).map(({ lineId, mentions }) => [lineId, mentions]));
  const all = [...kept.values()].flat();
  return ({ id, text }: Line): readonly FigureMention[] => {
    if (rows.get(id)?.text === text) return kept.get(id) ?? [];
    const known = [...(kept.get(id) ?? []), ...all];
    return figureMentions(text).map((mention) => {
      const same = known.find(({ kind, number }) => kind === mention.kind && number === mention.number);
      return { ...mention, documentId: same?.documentId ?? null };
    });
  };
}

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

interface SlotRow {
  readonly id: string;
  readonly ownerId: string;
  readonly part: string;
  readonly type: string;
  readonly wishHash: string;
  readonly inputs: WishTerms['inputs'];
  readonly overrides: JsonObject;
  readonly variation: number;
}

/** What people decided about a place stays: its overrides and its variation. */
async function reachedPlaces(
  manager: EntityManager,
  redraft: Redraft,
  wishesOf: EditPlan['wishesOf'],
): Promise<Reached[]> {
  const slots = await manager.query<SlotRow[]>(
    `SELECT id, owner_id AS "ownerId", part, type, wish_hash AS "wishHash", inputs, overrides, variation
     FROM slot WHERE owner_id = ANY($1) ORDER BY id`,
    [redraft.changed.map(({ id }) => id)],
  );
  const wishes = new Map(redraft.changed.map((line) => [line.id, wishesOf(line)]));
  return slots.flatMap((slot) => {
    const planned = wishes.get(slot.ownerId)?.[slot.part];
    if (!planned) return [];
    const { id: slotId, ownerId: segmentId, part, type, wishHash: before, overrides, variation } = slot;
    const wish = { ...planned, ...stillOf(slot, planned), overrides, variation };
    return [{ slotId, part, segmentId, type, before, after: wishHash(wish), wish }];
  });
}

/** A clip goes on from the picture that it is made of until there is another. */
function stillOf({ part, inputs }: SlotRow, { parameters }: WishTerms): Partial<WishTerms> {
  return part === 'video' && Object.keys(parameters).length > 0 ? { inputs } : {};
}
