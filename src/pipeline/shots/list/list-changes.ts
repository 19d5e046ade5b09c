import { canonicalJson, type JsonObject } from '../../values/canonical-json';
import {
  CAST_MEMBERS,
  type CastRow,
  SCENE_MEMBERS,
  type SceneRow,
  SETTING_MEMBERS,
  type SettingRow,
  SHOT_MEMBERS,
  type ShotListRows,
  type ShotRow,
} from './list-rows';

/** What is to be written so that a list becomes another; `gone` are ids of what is no more. */
export interface RowChanges {
  readonly cast: readonly CastRow[];
  readonly settings: readonly SettingRow[];
  readonly scenes: readonly SceneRow[];
  readonly shots: readonly ShotRow[];
  readonly gone: Readonly<Record<'shots' | 'scenes' | 'cast' | 'settings', readonly string[]>>;
}

/** A shot that became something else has the next version, so that whoever edits what they saw before is refused. */
export function rowChanges(before: ShotListRows | null, after: ShotListRows): RowChanges {
  const shots = changed(before?.shots ?? [], after.shots, [...SHOT_MEMBERS, 'characterIds']);
  const versions = new Map(before?.shots.map(({ id, lockVersion }) => [id, lockVersion]));
  return {
    cast: changed(before?.cast ?? [], after.cast, CAST_MEMBERS),
    settings: changed(before?.settings ?? [], after.settings, SETTING_MEMBERS),
    scenes: changed(before?.scenes ?? [], after.scenes, SCENE_MEMBERS),
    shots: shots.map((shot) => ({ ...shot, lockVersion: (versions.get(shot.id) ?? 0) + 1 })),
    gone: {
      shots: gone(before?.shots ?? [], after.shots),
      scenes: gone(before?.scenes ?? [], after.scenes),
      cast: gone(before?.cast ?? [], after.cast),
      settings: gone(before?.settings ?? [], after.settings),
    },
  };
}

interface Kept {
  readonly id: string;
}

function changed<R extends Kept>(before: readonly R[], after: readonly R[], members: readonly string[]): R[] {
  const compared = members.filter((name) => name !== 'lockVersion');
  const known = new Map(before.map((row) => [row.id, spelled(picked(row, compared))]));
  return after
    .map((row) => picked(row, members) as R)
    .filter((row) => known.get(row.id) !== spelled(picked(row, compared)));
}

/** Only what is a column: a step may know more of a shot than is kept. */
const picked = (row: object, members: readonly string[]): object =>
  Object.fromEntries(members.map((name) => [name, row[name as keyof typeof row]]));

const spelled = (row: object): string => canonicalJson(row as JsonObject);

function gone(before: readonly Kept[], after: readonly Kept[]): string[] {
  const still = new Set(after.map(({ id }) => id));
  return before.filter(({ id }) => !still.has(id)).map(({ id }) => id);
}
