import type { ShotType } from './shot';
import type { PlannedScene, PlannedShot, PlannedShotList } from './shot-list';

interface Share {
  readonly shots: number;
  readonly frames: number;
}

export interface SceneBar extends Share {
  readonly number: number;
  readonly meanFrames: number;
}

export interface CharacterShare extends Share {
  readonly key: string;
  /** Of the shots in which they speak. */
  readonly speakingFrames: number;
}

export interface ActShare extends Share {
  readonly act: number;
  readonly scenes: number;
  readonly meanShotFrames: number;
  /** Of the film, from 0 to 1. */
  readonly share: number;
}

export interface PacingPoint {
  readonly number: number;
  readonly meanShotFrames: number;
  readonly meanIntensity: number;
}

/** Coverage and pacing as numbers. Cast and settings come in the order of the list, with those nobody sees; shot types by their use. */
export interface ShotListCharts {
  readonly scenes: readonly SceneBar[];
  readonly characters: readonly CharacterShare[];
  readonly settings: readonly (Share & { readonly key: string })[];
  readonly shotTypes: readonly (Share & { readonly shotType: ShotType })[];
  readonly acts: readonly ActShare[];
  readonly pacing: readonly PacingPoint[];
}

export function chartsOf(list: PlannedShotList): ShotListCharts {
  return {
    scenes: list.scenes.map(sceneBar),
    characters: characterShares(list),
    settings: settingShares(list),
    shotTypes: typeShares(list),
    acts: actShares(list),
    pacing: list.scenes.map(({ facts, shots }) => ({
      number: facts.number,
      meanShotFrames: mean(framesIn(shots), shots.length),
      meanIntensity: mean(sum(shots.map(({ intensity }) => intensity)), shots.length),
    })),
  };
}

function sceneBar({ facts, shots }: PlannedScene): SceneBar {
  const share = shareOf(shots);
  return { number: facts.number, ...share, meanFrames: mean(share.frames, share.shots) };
}

function characterShares({ cast, scenes }: PlannedShotList): CharacterShare[] {
  const shots = scenes.flatMap((scene) => scene.shots);
  const seen = grouped(shots.flatMap((shot) => [...new Set(shot.characters)].map((key) => [key, shot] as const)));
  const heard = grouped(shots.map((shot) => [shot.dialogueSpeaker, shot] as const));
  return cast.map(({ key }) => ({
    key,
    ...shareOf(seen.get(key) ?? []),
    speakingFrames: framesIn(heard.get(key) ?? []),
  }));
}

function settingShares({ settings, scenes }: PlannedShotList) {
  const seen = grouped(scenes.flatMap(({ facts, shots }) => shots.map((shot) => [facts.settingKey, shot] as const)));
  return settings.map(({ key }) => ({ key, ...shareOf(seen.get(key) ?? []) }));
}

function typeShares({ scenes }: PlannedShotList) {
  const seen = grouped(scenes.flatMap(({ shots }) => shots.map((shot) => [shot.shotType, shot] as const)));
  return [...seen].map(([shotType, shots]) => ({ shotType, ...shareOf(shots) })).sort((a, b) => b.frames - a.frames);
}

function actShares({ scenes }: PlannedShotList): ActShare[] {
  const film = framesIn(scenes.flatMap(({ shots }) => shots));
  const acts = grouped(scenes.map((scene) => [scene.facts.act, scene] as const));
  return [...acts]
    .sort(([a], [b]) => a - b)
    .map(([act, its]) => {
      const share = shareOf(its.flatMap(({ shots }) => shots));
      const meanShotFrames = mean(share.frames, share.shots);
      return { act, scenes: its.length, ...share, meanShotFrames, share: mean(share.frames, film) };
    });
}

function grouped<Key, Value>(pairs: readonly (readonly [Key, Value])[]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

const shareOf = (shots: readonly PlannedShot[]): Share => ({ shots: shots.length, frames: framesIn(shots) });
const framesIn = (shots: readonly PlannedShot[]): number => sum(shots.map(({ durationFrames }) => durationFrames));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
/** Of nothing 0. */
const mean = (total: number, count: number): number => (count === 0 ? 0 : total / count);
