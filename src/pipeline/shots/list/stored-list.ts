import { readSlugline } from '../places/slugline';
import type { CastMember, PlannedScene, PlannedSetting, PlannedShot, PlannedShotList, SceneFacts } from '../shot-list';
import type { ListIds } from './list-ids';
import type { CastRow, SceneRow, SettingRow, ShotListRows, ShotRow } from './list-rows';

/** A shot list as it is kept, as the six steps and the exports know it. Which paragraphs its shots cover is not kept. */
export function storedList({ list, cast, settings, scenes, shots }: ShotListRows): PlannedShotList {
  const keys = new Map([...cast, ...settings].map(({ id, key }) => [id, key]));
  const keyOf = (id: string) => keys.get(id) ?? '';
  const ofScene = new Map<string, ShotRow[]>(scenes.map(({ id }) => [id, []]));
  for (const shot of shots) ofScene.get(shot.sceneId)?.push(shot);
  return {
    title: list.title,
    format: list.format,
    rate: { numerator: list.rateNumerator, denominator: list.rateDenominator },
    aspectRatio: list.aspectRatio,
    cast: cast.map(memberOf),
    settings: settings.map(settingOf),
    scenes: scenes.map((scene) => sceneOf(scene, ofScene.get(scene.id) ?? [], keyOf)),
    problems: [],
  };
}

const memberOf = ({ id: _, position: __, ...member }: CastRow): CastMember => member;
const settingOf = ({ id: _, position: __, ...setting }: SettingRow): PlannedSetting => setting;

function sceneOf(row: SceneRow, shots: readonly ShotRow[], keyOf: (id: string) => string): PlannedScene {
  const { id: _, settingId, pacingCurve: pacing, ...scene } = row;
  const facts: SceneFacts = { ...scene, pacing, said: readSlugline(row.slugline), settingKey: keyOf(settingId) };
  return { facts, shots: shots.map((shot) => shotOf(shot, keyOf)) };
}

function shotOf(row: ShotRow, keyOf: (id: string) => string): PlannedShot {
  const { id: _, lockVersion: _v, sceneId: _c, settingId: _s, key: _k, number: _n, edited: _e, ...rest } = row;
  const { characterIds, dialogueSpeakerId, ...shot } = rest;
  const dialogueSpeaker = dialogueSpeakerId === null ? null : keyOf(dialogueSpeakerId);
  return { ...shot, covers: [], characters: characterIds.map(keyOf), dialogueSpeaker };
}

export function storedIds({ list, cast, settings, scenes, shots }: ShotListRows): ListIds {
  const idOf = ({ id }: { readonly id: string }) => id;
  const ofScene = new Map<string, string[]>(scenes.map(({ id }) => [id, []]));
  for (const { sceneId, id } of shots) ofScene.get(sceneId)?.push(id);
  return {
    list: list.id,
    cast: cast.map(idOf),
    settings: settings.map(idOf),
    scenes: scenes.map(idOf),
    shots: scenes.map(({ id }) => ofScene.get(id) ?? []),
  };
}
