import { keptNames } from '../identities/kept-names';
import { keptScenes } from '../identities/kept-scenes';
import type { KnownShot } from '../identities/known-scene';
import type { PlannedScene, PlannedShotList } from '../shot-list';
import type { ShotListRows } from './list-rows';

/** The row ids of a shot list: scenes and shots in the order of the film, people and places in that of the list. */
export interface ListIds {
  readonly list: string;
  readonly cast: readonly string[];
  readonly settings: readonly string[];
  readonly scenes: readonly string[];
  readonly shots: readonly (readonly string[])[];
}

/** Whatever of the list is still there keeps its id; what is new gets one. `before` is null for a list that is new as a whole. */
export function idsOf(plan: PlannedShotList, before: ShotListRows | null, newId: () => string): ListIds {
  const keptOf = keptScenes(before ? known(before) : [], plan.scenes.map(draftOf));
  const scenes = plan.scenes.map((_, index) => keptOf[index]?.sceneId ?? newId());
  const shots = plan.scenes.map((scene, index) => scene.shots.map((_, nth) => keptOf[index]?.shotIds[nth] ?? newId()));
  const cast = keptNames(before ? knownCast(before) : [], castDrafts(plan, shots));
  const settings = keptNames(before ? knownSettings(before) : [], settingDrafts(plan, shots));
  return {
    list: before?.list.id ?? newId(),
    cast: cast.map((id) => id ?? newId()),
    settings: settings.map((id) => id ?? newId()),
    scenes,
    shots,
  };
}

const draftOf = ({ facts, shots }: PlannedScene) => ({
  slugline: facts.slugline,
  settingKey: facts.settingKey,
  shots: shots.map(({ trigger, content, dialogueText, dialogueSpeaker }) => ({
    ...{ trigger, content, dialogueText, dialogueSpeaker },
  })),
});

function known({ cast, settings, scenes, shots }: ShotListRows) {
  const keys = new Map([...cast, ...settings].map(({ id, key }) => [id, key]));
  const ofScene = new Map<string, KnownShot[]>(scenes.map(({ id }) => [id, []]));
  for (const { sceneId, id, trigger, content, dialogueText, dialogueSpeakerId } of shots) {
    const dialogueSpeaker = dialogueSpeakerId === null ? null : (keys.get(dialogueSpeakerId) ?? null);
    ofScene.get(sceneId)?.push({ id, trigger, content, dialogueText, dialogueSpeaker });
  }
  return scenes.map(({ id, slugline, settingId }) => {
    return { id, slugline, settingKey: keys.get(settingId) ?? '', shots: ofScene.get(id) ?? [] };
  });
}

const knownCast = ({ cast, shots }: ShotListRows) =>
  cast.map(({ id, key, name }) => {
    return { id, key, name, shotIds: shots.filter((shot) => shot.characterIds.includes(id)).map((shot) => shot.id) };
  });

const knownSettings = ({ settings, shots }: ShotListRows) =>
  settings.map(({ id, key, name }) => {
    return { id, key, name, shotIds: shots.filter(({ settingId }) => settingId === id).map((shot) => shot.id) };
  });

type ShotIds = readonly (readonly string[])[];

const castDrafts = ({ cast, scenes }: PlannedShotList, ids: ShotIds) =>
  cast.map(({ key, name }) => {
    const shotIds = scenes.flatMap(({ shots }, scene) =>
      shots.flatMap(({ characters }, nth) => (characters.includes(key) ? [ids[scene]?.[nth] ?? ''] : [])),
    );
    return { key, name, shotIds };
  });

const settingDrafts = ({ settings, scenes }: PlannedShotList, ids: ShotIds) =>
  settings.map(({ key, name }) => {
    const shotIds = scenes.flatMap(({ facts }, scene) => (facts.settingKey === key ? (ids[scene] ?? []) : []));
    return { key, name, shotIds };
  });
