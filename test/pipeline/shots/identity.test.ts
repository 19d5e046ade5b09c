import { keptScenes } from '../../../src/pipeline/shots/identities/kept-scenes';
import type { PlannedShotList } from '../../../src/pipeline/shots/shot-list';
import { shotsOf } from './feature';
import { EDIT_KINDS, type EditKind, editedStory } from './generator/edits';
import { type GeneratedStory, generateStory } from './generator/story';

/** Of each kind; the full measure takes 200. */
const EDITS = Number(process.env.WORKPRINT_EDITS ?? 2);
const STORIES = 10;

interface Told {
  readonly story: GeneratedStory;
  readonly list: PlannedShotList;
}

const before: Told[] = Array.from({ length: Math.min(STORIES, EDITS) }, (_, index) => {
  const story = generateStory({ seed: 101 + index });
  return { story, list: shotsOf(story).list };
});

const drafts = ({ scenes }: PlannedShotList) =>
  scenes.map(({ facts, shots }) => ({
    ...{ slugline: facts.slugline, settingKey: facts.settingKey },
    shots: shots.map(({ trigger, content, dialogueText, dialogueSpeaker }) => {
      return { trigger, content, dialogueText, dialogueSpeaker };
    }),
  }));

const known = (list: PlannedShotList) =>
  drafts(list).map((scene, index) => ({
    ...scene,
    id: `scene ${index}`,
    shots: scene.shots.map((shot, nth) => ({ ...shot, id: `shot ${index}/${nth}` })),
  }));

interface Kept {
  scenes: number;
  scenesKept: number;
  shots: number;
  shotsKept: number;
  /** Ids of shots that stand in another scene than before, or stand twice. */
  strayed: number;
}

/** What the edit left, and how much of it kept its id. A shot is left where something that it covers is, or where it covers nothing. */
function keptBy(kind: EditKind): Kept {
  const kept: Kept = { scenes: 0, scenesKept: 0, shots: 0, shotsKept: 0, strayed: 0 };
  for (let nth = 0; nth < EDITS; nth += 1) {
    const { story, list } = before[nth % before.length] as Told;
    const edited = editedStory(story, { seed: 7_000 + nth, kind });
    const after = shotsOf(edited.story).list;
    const ids = keptScenes(known(list), drafts(after));
    const taken = ids.flatMap(({ shotIds }) => shotIds).filter((id) => id !== null);
    kept.strayed += taken.length - new Set(taken).size;
    for (const [index, { was, elements }] of edited.scenes.entries()) {
      const own = ids[index];
      if (was === null || !own) continue;
      kept.scenes += 1;
      kept.scenesKept += own.sceneId === `scene ${was}` ? 1 : 0;
      const here = new Set(own.shotIds);
      kept.strayed += own.shotIds.filter((id) => id !== null && !id.startsWith(`shot ${was}/`)).length;
      const left = new Set(elements);
      for (const [shot, { covers }] of (list.scenes[was]?.shots ?? []).entries()) {
        if (covers.length > 0 && !covers.some(({ element }) => left.has(element))) continue;
        kept.shots += 1;
        kept.shotsKept += here.has(`shot ${was}/${shot}`) ? 1 : 0;
      }
    }
  }
  return kept;
}

test.each(EDIT_KINDS)('after %s, scenes and shots that are still there keep their ids', (kind) => {
  const { scenes, scenesKept, shots, shotsKept, strayed } = keptBy(kind);
  if (process.env.WORKPRINT_EDITS)
    console.info(kind, { scenes, scenesKept, shots, shotsKept, share: shotsKept / shots });
  expect(strayed).toBe(0);
  expect(scenesKept / scenes).toBeGreaterThanOrEqual(0.99);
  expect(shotsKept / shots).toBeGreaterThanOrEqual(0.99);
});
