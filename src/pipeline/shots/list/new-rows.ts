import { type PlannedScene, type PlannedShot, type PlannedShotList, shotKey } from '../shot-list';
import type { ListIds } from './list-ids';
import type { SceneRow, ShotListRows, ShotRow } from './list-rows';

export interface Identified {
  readonly plan: PlannedShotList;
  readonly ids: ListIds;
  readonly projectId: string;
  /** By the id of the shot: the members that people decided. */
  readonly edited: ReadonlyMap<string, readonly string[]>;
}

/** A shot list as rows. Whoever writes them counts the versions of what changed. */
export function newRows({ plan, ids, projectId, edited }: Identified): ShotListRows {
  const { title, format, aspectRatio, rate } = plan;
  const idOf = keyed(plan, ids);
  return {
    list: {
      ...{ id: ids.list, projectId, title, format, aspectRatio },
      ...{ rateNumerator: rate.numerator, rateDenominator: rate.denominator },
    },
    cast: plan.cast.map((member, position) => ({ ...member, id: ids.cast[position] ?? '', position })),
    settings: plan.settings.map((setting, position) => ({ ...setting, id: ids.settings[position] ?? '', position })),
    scenes: plan.scenes.map((scene, index) => sceneRow(scene, ids.scenes[index] ?? '', idOf)),
    shots: plan.scenes.flatMap((scene, index) =>
      scene.shots.map((shot, nth) => {
        const id = ids.shots[index]?.[nth] ?? '';
        const place = { scene, sceneId: ids.scenes[index] ?? '', number: nth + 1 };
        return { ...shotRow(shot, place, idOf), id, edited: edited.get(id) ?? [] };
      }),
    ),
  };
}

type IdOf = (key: string) => string;

/** Of people and places alike: a key that is in no list is a fault of whoever planned. */
function keyed({ cast, settings }: PlannedShotList, ids: ListIds): { person: IdOf; place: IdOf } {
  const within = (named: readonly { key: string }[], rowIds: readonly string[]): IdOf => {
    const found = new Map(named.map(({ key }, index) => [key, rowIds[index] ?? '']));
    return (key) => {
      const id = found.get(key);
      if (id === undefined) throw new TypeError(`The shot list names "${key}", and has no such entry.`);
      return id;
    };
  };
  return { person: within(cast, ids.cast), place: within(settings, ids.settings) };
}

function sceneRow({ facts }: PlannedScene, id: string, { place }: { place: IdOf }): SceneRow {
  const { said: _, settingKey, pacing: pacingCurve, ...scene } = facts;
  return { ...scene, id, settingId: place(settingKey), pacingCurve };
}

interface Place {
  readonly scene: PlannedScene;
  readonly sceneId: string;
  readonly number: number;
}

function shotRow(
  planned: PlannedShot,
  { scene: { facts }, sceneId, number }: Place,
  { person, place }: { person: IdOf; place: IdOf },
): Omit<ShotRow, 'id' | 'edited'> {
  const { covers: _, characters, dialogueSpeaker, ...shot } = planned;
  return {
    ...shot,
    lockVersion: 1,
    sceneId,
    settingId: place(facts.settingKey),
    key: shotKey(facts.number, number),
    number,
    dialogueSpeakerId: dialogueSpeaker === null ? null : person(dialogueSpeaker),
    characterIds: characters.map(person),
  };
}
