import { keptScenes } from '../../../../src/pipeline/shots/identities/kept-scenes';
import { EDIT_KINDS, type EditKind, editedStory } from '../generator/edits';
import { type PseudoScene, type PseudoShot, pseudoScenes } from '../generator/pseudo-shots';
import { type GeneratedStory, generateStory } from '../generator/story';

const EDITS = Number(process.env.WORKPRINT_EDITS ?? 10);

type Known = Omit<PseudoScene, 'shots'> & {
  readonly id: string;
  readonly shots: readonly (PseudoShot & { id: string })[];
};

function withIds(scenes: readonly PseudoScene[]): Known[] {
  return scenes.map((scene, at) => ({
    ...scene,
    id: `${at}`,
    shots: scene.shots.map((shot, place) => ({ ...shot, id: `${at}/${place}` })),
  }));
}

const stories = new Map<number, { readonly story: GeneratedStory; readonly known: Known[] }>();

function storyOf(seed: number): { readonly story: GeneratedStory; readonly known: Known[] } {
  const story = stories.get(seed)?.story ?? generateStory({ seed });
  const told = stories.get(seed) ?? { story, known: withIds(pseudoScenes(story)) };
  stories.set(seed, told);
  return told;
}

interface Tally {
  scenes: number;
  keptScenes: number;
  shots: number;
  keptShots: number;
  /** Kept, and of an element that the shot never showed. */
  strangers: number;
  /** New scenes with an id of an old one. */
  inherited: number;
}

/** An old shot should be kept while an element that it showed is there; an establishing one with its scene. */
function tallied(kind: EditKind, seed: number): Tally {
  const { story, known } = storyOf(seed % 10);
  const edited = editedStory(story, { seed, kind });
  const drafts = pseudoScenes(edited.story);
  const kept = keptScenes(known, drafts);
  const tally = { scenes: 0, keptScenes: 0, shots: 0, keptShots: 0, strangers: 0, inherited: 0 };
  for (const [at, { was, elements }] of edited.scenes.entries()) {
    const { sceneId, shotIds } = kept[at] ?? { sceneId: null, shotIds: [] };
    if (was === null) {
      tally.inherited += sceneId === null ? 0 : 1;
      continue;
    }
    tally.scenes += 1;
    tally.keptScenes += sceneId === `${was}` ? 1 : 0;
    const ofOld = new Map<string, readonly number[]>(known[was]?.shots.map(({ id, covers }) => [id, covers]));
    const survivors = new Set(elements);
    const due = [...ofOld].filter(([, covers]) => covers.length === 0 || covers.some((one) => survivors.has(one)));
    const given = new Map(shotIds.map((id, place) => [id, drafts[at]?.shots[place]?.covers ?? []]));
    for (const [id, covers] of due) {
      tally.shots += 1;
      const shown = given.get(id)?.map((one) => elements[one] ?? null);
      const isSame =
        shown && (covers.length === 0 ? shown.length === 0 : shown.some((one) => one !== null && covers.includes(one)));
      tally.keptShots += isSame ? 1 : 0;
      tally.strangers += shown && !isSame ? 1 : 0;
    }
  }
  return tally;
}

test.each(EDIT_KINDS)('after %s at least 99 of 100 scenes and shots that are still there keep their ids', (kind) => {
  const sum = { scenes: 0, keptScenes: 0, shots: 0, keptShots: 0, strangers: 0, inherited: 0 };
  for (let seed = 0; seed < EDITS; seed += 1) {
    const tally = tallied(kind, seed);
    for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += tally[name];
  }
  if (process.env.WORKPRINT_EDITS)
    process.stdout.write(`${kind} ${JSON.stringify(sum)} ${(sum.keptShots / sum.shots).toFixed(5)}\n`);
  expect(sum.keptScenes / sum.scenes).toBeGreaterThanOrEqual(0.99);
  expect(sum.keptShots / sum.shots).toBeGreaterThanOrEqual(0.99);
  expect(sum.inherited).toBe(0);
});

test('edits of every kind, one after the other, leave every scene that is still there its id', () => {
  const { story, known } = storyOf(3);
  let now = { story, scenes: story.screenplay.scenes.map((_, at): number | null => at) };
  for (const [seed, kind] of EDIT_KINDS.entries()) {
    const edited = editedStory(now.story, { seed, kind });
    now = {
      story: edited.story,
      scenes: edited.scenes.map(({ was }) => (was === null ? null : (now.scenes[was] ?? null))),
    };
  }
  const ids = keptScenes(known, pseudoScenes(now.story)).map(({ sceneId }) => sceneId);
  expect(ids).toEqual(now.scenes.map((was) => (was === null ? null : `${was}`)));
});

test('another scene in the same place at the same point of the story, with the same people, is a new one', () => {
  for (const seed of [1, 2, 3, 4]) {
    const { known } = storyOf(seed);
    const others = pseudoScenes(generateStory({ seed: seed + 100 }));
    const drafts = known.map((scene, at) => (at % 4 === 2 ? { ...scene, shots: others[at]?.shots ?? [] } : scene));
    const kept = keptScenes(known, drafts);
    expect(kept.map(({ sceneId }) => sceneId)).toEqual(known.map(({ id }, at) => (at % 4 === 2 ? null : id)));
  }
});

test('a scene of which half of the shots are other ones keeps its id and the shots that are left', () => {
  const { known } = storyOf(5);
  const others = pseudoScenes(generateStory({ seed: 105 })).flatMap(({ shots }) => shots.slice(1));
  const drafts = known.map((scene, at) =>
    at === 7
      ? { ...scene, shots: scene.shots.map((shot, place) => (place % 2 === 1 ? (others[place] ?? shot) : shot)) }
      : scene,
  );
  const kept = keptScenes(known, drafts)[7];
  expect(kept?.sceneId).toBe('7');
  const left = known[7]?.shots.flatMap(({ id }, place) => (place % 2 === 0 ? id : [])) ?? [];
  expect(kept?.shotIds).toEqual(expect.arrayContaining(left));
});

test('a line that was written anew between two others of its scene is the same shot', () => {
  const shots = ['The van stops.', 'Manny gets out with the bag.', 'Rain.'].map((content) => ({
    trigger: 'ACTION_BEAT' as const,
    content,
    dialogueText: null,
    dialogueSpeaker: null,
    covers: [],
  }));
  const scene = { slugline: 'EXT. PIER - NIGHT', settingKey: 'pier', shots };
  const anew = shots.map((shot, at) => (at === 1 ? { ...shot, content: 'Nobody comes. A horn sounds, twice.' } : shot));
  expect(keptScenes(withIds([scene]), [{ ...scene, shots: anew }])[0]?.shotIds).toEqual(['0/0', '0/1', '0/2']);
});
