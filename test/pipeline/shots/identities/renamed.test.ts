import { type DraftName, keptNames } from '../../../../src/pipeline/shots/identities/kept-names';
import { keptScenes } from '../../../../src/pipeline/shots/identities/kept-scenes';
import { editedStory } from '../generator/edits';
import { pseudoScenes } from '../generator/pseudo-shots';
import { type GeneratedStory, generateStory } from '../generator/story';

/** By scene and shot: the id of the shot, null where it is new. */
type ShotIds = readonly (readonly (string | null)[])[];

function peopleIn(story: GeneratedStory, ids: ShotIds): DraftName[] {
  return story.truth.cast.map(({ key, name }) => ({ key, name, shotIds: shotsOf(story, ids, key) }));
}

function shotsOf(story: GeneratedStory, ids: ShotIds, key: string): string[] {
  return pseudoScenes(story).flatMap(({ shots }, at) =>
    shots.flatMap(({ covers }, place) => {
      const truths = covers.map((index) => story.truth.scenes[at]?.elements[index]);
      const isIn = truths.some((truth) => truth && [...truth.shown.flat(), ...truth.speakers].includes(key));
      return isIn ? (ids[at]?.[place] ?? []) : [];
    }),
  );
}

function placesIn(story: GeneratedStory, ids: ShotIds): DraftName[] {
  return story.places.map(({ key, name }) => {
    const shotIds = ids.flatMap((shots, at) =>
      story.truth.settingKeys[at] === key ? shots.flatMap((id) => id ?? []) : [],
    );
    return { key, name, shotIds };
  });
}

const KINDS = [
  ['RENAME_CHARACTER', peopleIn],
  ['RENAME_PLACE', placesIn],
] as const;

test.each(KINDS)('after %s everybody and every place that was in shots keeps its id', (kind, namesIn) => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const story = generateStory({ seed });
    const scenes = pseudoScenes(story).map((scene, at) => ({
      ...scene,
      id: `${at}`,
      shots: scene.shots.map((shot, place) => ({ ...shot, id: `${at}/${place}` })),
    }));
    const before = namesIn(
      story,
      scenes.map(({ shots }) => shots.map(({ id }) => id)),
    );
    const known = before.map((one, at) => ({ ...one, id: `${at}` })).filter(({ shotIds }) => shotIds.length > 0);
    const edited = editedStory(story, { seed, kind }).story;
    const kept = keptScenes(scenes, pseudoScenes(edited)).map(({ shotIds }) => shotIds);
    const drafts = namesIn(edited, kept);
    const ids = new Set(keptNames(known, drafts).flatMap((id) => id ?? []));
    expect(drafts.map(({ key }) => key)).not.toEqual(before.map(({ key }) => key));
    expect(known.filter(({ id }) => !ids.has(id))).toEqual([]);
  }
});
