import { artifactsOf } from './artifacts';
import { Dice } from './dice';
import { groupsOf, type Person, renamed } from './people';
import { type Place, renamedPlace, replaced, retimed } from './places';
import { renamedElement, renaming } from './rename';
import { reworded } from './rewording';
import { type Company, type ElementTruth, SceneWriter, type WrittenElement } from './scene-writer';
import { type GeneratedScene, type GeneratedStory, told, writtenScene } from './story';

export const EDIT_KINDS = [
  'INSERT_SCENE',
  'DELETE_SCENE',
  'MOVE_SCENE',
  'INSERT_LINE',
  'DELETE_LINE',
  'REWRITE_LINE',
  'RENAME_CHARACTER',
  'RENAME_PLACE',
  'RETIME_SCENE',
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

export interface EditedScene {
  /** Index of the scene of the old story that it is; null: a new one. */
  readonly was: number | null;
  /** Of each of its elements the index that it had; null: a new one. A reworded one is the old one. */
  readonly elements: readonly (number | null)[];
}

export interface EditedStory {
  readonly story: GeneratedStory;
  readonly scenes: readonly EditedScene[];
}

interface Piece extends WrittenElement {
  readonly was: number | null;
}

interface Draft {
  readonly was: number | null;
  readonly scene: Omit<GeneratedScene['scene'], 'elements'>;
  readonly settingKey: string;
  readonly pieces: readonly Piece[];
}

interface Editing {
  readonly dice: Dice;
  readonly story: GeneratedStory;
  readonly drafts: Draft[];
  company: Company;
  places: readonly Place[];
}

/** A story as it is after somebody worked on it for a while: one to three scenes or one to eight lines are touched. */
export function editedStory(
  story: GeneratedStory,
  of: { readonly seed: number; readonly kind: EditKind },
): EditedStory {
  const { company, places } = story;
  const editing: Editing = { dice: new Dice(of.seed), story, drafts: draftsOf(story), company, places };
  EDITS[of.kind](editing);
  const written = editing.drafts.map(({ scene, settingKey, pieces }) => ({
    scene: { ...scene, elements: pieces.map(({ element }) => element) },
    settingKey,
    elements: pieces.map(({ truth }) => truth),
  }));
  return {
    story: {
      ...artifactsOf(editing.company.people, editing.company.types, editing.places),
      ...told(written, editing),
      screenplay: { ...story.screenplay, scenes: written.map(({ scene }) => scene) },
    },
    scenes: editing.drafts.map(({ was, pieces }) => ({ was, elements: pieces.map((piece) => piece.was) })),
  };
}

const EDITS: Readonly<Record<EditKind, (editing: Editing) => void>> = {
  INSERT_SCENE: (editing) => few(editing, 3, insertScene),
  DELETE_SCENE: (editing) => few(editing, 3, ({ dice, drafts }) => void drafts.splice(anyIn(dice, drafts), 1)),
  MOVE_SCENE: (editing) => few(editing, 3, moveScene),
  INSERT_LINE: (editing) => few(editing, 8, insertLine),
  DELETE_LINE: (editing) => few(editing, 8, deleteLine),
  REWRITE_LINE: (editing) => few(editing, 8, rewriteLine),
  RENAME_CHARACTER: renameCharacter,
  RENAME_PLACE: renamePlace,
  RETIME_SCENE: (editing) => few(editing, 3, retimeScene),
};

function few(editing: Editing, most: number, edit: (editing: Editing) => void): void {
  const count = editing.dice.between(1, most);
  for (let done = 0; done < count && editing.drafts.length > 1; done += 1) edit(editing);
}

function anyIn(dice: Dice, list: readonly unknown[]): number {
  return dice.between(0, list.length - 1);
}

function draftsOf({ screenplay, truth }: GeneratedStory): Draft[] {
  return screenplay.scenes.map(({ elements, ...scene }, at) => ({
    was: at,
    scene,
    settingKey: truth.settingKeys[at] ?? '',
    pieces: elements.map((element, was) => ({ element, was, truth: truth.scenes[at]?.elements[was] ?? NO_TRUTH })),
  }));
}

const NO_TRUTH: ElementTruth = { shown: [], speakers: [], leans: false };

function insertScene({ dice, company, places, drafts }: Editing): void {
  const at = dice.between(0, drafts.length);
  const known = new Set(company.people);
  const scenes = drafts.length;
  const order = { company, place: dice.pick(places), known, at: Math.min(at, scenes - 1), scenes, seconds: 173 };
  const { scene, settingKey, elements } = writtenScene(dice, order);
  const pieces = scene.elements.map((element, index) => ({ element, truth: elements[index] ?? NO_TRUTH, was: null }));
  drafts.splice(at, 0, { was: null, scene: { ...scene, boardCardNumber: null }, settingKey, pieces });
}

function moveScene({ dice, drafts }: Editing): void {
  const moved = drafts.splice(anyIn(dice, drafts), 1);
  drafts.splice(dice.between(0, drafts.length), 0, ...moved);
}

/** Changes one scene; null: nothing of it can be changed so. */
function change({ dice, drafts }: Editing, changed: (draft: Draft) => Draft | null): void {
  const at = anyIn(dice, drafts);
  const draft = drafts[at];
  const other = draft && changed(draft);
  if (other) drafts[at] = other;
}

/** Where something may begin: not within a speech, and not before a pronoun that needs what stands before it. */
function seams(pieces: readonly Piece[]): number[] {
  const inner = ['PARENTHETICAL', 'DIALOGUE'];
  const isSeam = (piece: Piece) => !inner.includes(piece.element.kind) && !piece.truth.leans;
  return [...pieces.keys(), pieces.length].filter((at) => at === pieces.length || isSeam(pieces[at] as Piece));
}

function insertLine(editing: Editing): void {
  const { dice, company } = editing;
  change(editing, (draft) => {
    const keys = new Set(draft.pieces.flatMap(({ truth }) => [...truth.speakers, ...truth.shown.flat()]));
    const writer = new SceneWriter(
      dice,
      company,
      company.people.filter(({ key }) => keys.has(key)),
    );
    const speech = dice.chance(0.5) ? writer.exchange() : [];
    const end = speech.findIndex(({ element }) => element.kind === 'DIALOGUE') + 1;
    const written = speech.length > 0 ? speech.slice(0, end) : [writer.line()];
    const at = dice.pick(seams(draft.pieces));
    return { ...draft, pieces: draft.pieces.toSpliced(at, 0, ...written.map((piece) => ({ ...piece, was: null }))) };
  });
}

function deleteLine(editing: Editing): void {
  const { dice } = editing;
  change(editing, (draft) => {
    const places = seams(draft.pieces);
    if (places.length < 5) return null;
    const at = anyIn(dice, places.slice(1));
    const [start = 0, end = 0] = places.slice(at, at + 2);
    return { ...draft, pieces: draft.pieces.toSpliced(start, end - start) };
  });
}

function rewriteLine(editing: Editing): void {
  const { dice } = editing;
  change(editing, (draft) => {
    const lines = [...draft.pieces.keys()].filter((at) =>
      ['ACTION', 'DIALOGUE'].includes(draft.pieces[at]?.element.kind ?? ''),
    );
    const at = dice.pick(lines);
    const piece = draft.pieces[at];
    if (!piece) return null;
    const text = reworded(dice, piece.element.text, piece.element.kind === 'ACTION' ? 'action' : 'speech');
    return { ...draft, pieces: draft.pieces.with(at, { ...piece, element: { ...piece.element, text } }) };
  });
}

function retimeScene(editing: Editing): void {
  change(editing, (draft) => ({
    ...draft,
    scene: { ...draft.scene, slugline: retimed(editing.dice, draft.scene.slugline) },
  }));
}

function renamePlace(editing: Editing): void {
  const { dice, drafts } = editing;
  const before = dice.pick(editing.places.filter(({ key }) => drafts.some(({ settingKey }) => settingKey === key)));
  const now = renamedPlace(dice, before);
  editing.places = editing.places.map((place) => (place === before ? now : place));
  for (const [at, draft] of drafts.entries()) {
    if (draft.settingKey !== before.key) continue;
    const slugline = replaced(draft.scene.slugline, now);
    drafts[at] = { ...draft, settingKey: now.key, scene: { ...draft.scene, slugline } };
  }
}

function renameCharacter(editing: Editing): void {
  const { dice, company, drafts } = editing;
  const before = dice.pick(company.people.filter(({ isWord }) => !isWord));
  const now = renamed(dice, before, company.people);
  const people = company.people.map((one) => (one === before ? now : one));
  editing.company = { ...company, people, groups: groupsOf(people) };
  for (const [at, draft] of drafts.entries()) drafts[at] = renamedIn(draft, before, now);
}

function renamedIn(draft: Draft, before: Person, now: Person): Draft {
  const rename = renaming(before, now);
  const key = (one: string) => (one === before.key ? now.key : one);
  const { charactersPresent, conflict } = draft.scene;
  return {
    ...draft,
    scene: { ...draft.scene, charactersPresent: charactersPresent.map(rename), conflict: conflict && rename(conflict) },
    pieces: draft.pieces.map(({ element, truth, was }) => ({
      was,
      element: renamedElement(element, rename),
      truth: { ...truth, shown: truth.shown.map((keys) => keys.map(key)), speakers: truth.speakers.map(key) },
    })),
  };
}
