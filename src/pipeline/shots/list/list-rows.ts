import type { Polarity } from '../../screenplay/screenplay';
import type { PacingCurve, StoryFormat } from '../shot';
import type { CastMember, PlannedSetting, PlannedShot, TimeOfDay } from '../shot-list';

/** A shot list as it is kept. Row ids; lists in their order. */
export interface ShotListRows {
  readonly list: ListRow;
  readonly cast: readonly CastRow[];
  readonly settings: readonly SettingRow[];
  readonly scenes: readonly SceneRow[];
  readonly shots: readonly ShotRow[];
}

export interface ListRow {
  readonly id: string;
  readonly projectId: string;
  readonly title: string;
  readonly format: StoryFormat;
  readonly aspectRatio: string;
  readonly rateNumerator: number;
  readonly rateDenominator: number;
}

export interface CastRow extends CastMember {
  readonly id: string;
  readonly position: number;
}

export interface SettingRow extends PlannedSetting {
  readonly id: string;
  readonly position: number;
}

export interface SceneRow {
  readonly id: string;
  readonly number: number;
  readonly slugline: string;
  readonly settingId: string;
  readonly beat: string | null;
  readonly act: number;
  readonly endsAct: boolean;
  readonly timeOfDay: TimeOfDay | null;
  readonly pacingCurve: PacingCurve;
  readonly emotionalStart: Polarity | null;
  readonly emotionalEnd: Polarity | null;
  readonly conflict: string | null;
  readonly isSequence: boolean;
  readonly continuityAnchors: readonly string[];
  readonly boardCardNumber: number | null;
  readonly targetFrames: number | null;
}

export interface ShotRow extends Omit<PlannedShot, 'covers' | 'characters' | 'dialogueSpeaker'> {
  readonly id: string;
  readonly lockVersion: number;
  readonly sceneId: string;
  readonly settingId: string;
  readonly key: string;
  readonly number: number;
  readonly dialogueSpeakerId: string | null;
  readonly characterIds: readonly string[];
  /** Members that people decided. */
  readonly edited: readonly string[];
}

export const LIST_MEMBERS = ['id', 'projectId', 'title', 'format', 'aspectRatio', 'rateNumerator', 'rateDenominator'];
export const CAST_MEMBERS = ['id', 'position', 'key', 'name', 'tier', 'look', 'signature', 'portraitPrompt'];
export const SETTING_MEMBERS = [
  ...['id', 'position', 'key', 'name', 'isExterior', 'basePrompt', 'description', 'moodKeywords', 'palette'],
  'timeVariants',
];
export const SCENE_MEMBERS = [
  ...['id', 'number', 'slugline', 'settingId', 'beat', 'act', 'endsAct', 'timeOfDay', 'pacingCurve', 'emotionalStart'],
  ...['emotionalEnd', 'conflict', 'isSequence', 'continuityAnchors', 'boardCardNumber', 'targetFrames'],
];
export const SHOT_MEMBERS = [
  ...['id', 'lockVersion', 'sceneId', 'settingId', 'key', 'number', 'trigger', 'content', 'dialogueText'],
  ...['dialogueSpeakerId', 'intensity', 'isDisasterMoment', 'shotType', 'shotTypeRationale', 'cameraMovement'],
  ...['cameraRationale', 'lensMm', 'cameraHeight', 'distanceBand', 'lightingIntent', 'blockingIntent'],
  ...['generationProfile', 'durationFrames', 'pacingCurve', 'transitionToNext', 'crossfadeFrames', 'scenePrompt'],
  ...['videoPrompt', 'negativePrompt', 'characterPromptPrefix', 'ambientDescription', 'initImageSource'],
  ...['aspectRatio', 'edited'],
];

const snake = (name: string): string => name.replace(/[A-Z]/g, '_$&').toLowerCase();
const members = (alias: string, names: readonly string[]): string =>
  names.map((name) => `'${name}', ${alias}.${snake(name)}`).join(', ');

/** Postgres gives a function at most 100 arguments. */
const object = (alias: string, names: readonly string[]): string => {
  const halves = [names.slice(0, 45), names.slice(45)].filter((half) => half.length > 0);
  return halves.map((half) => `jsonb_build_object(${members(alias, half)})`).join(' || ');
};

/**
 * The SQL of `ShotListRows`, of the list in a row called `l`. `wall` is what each further table is to be read by, after `AND`:
 * empty where whoever asks may see all of it.
 */
export function shotListRowsSql(wall: (alias: string) => string = () => ''): string {
  const listed = (table: string, alias: string, names: readonly string[], order: string) =>
    `(SELECT coalesce(jsonb_agg(${object(alias, names)} ORDER BY ${order}), '[]') FROM ${table} ${alias}
      WHERE ${alias}.shot_list_id = l.id${wall(alias)})`;
  const characterIds = `(SELECT coalesce(jsonb_agg(k.character_id ORDER BY k.position), '[]') FROM shot_character k WHERE k.shot_id = s.id${wall('k')})`;
  return `jsonb_build_object('list', ${object('l', LIST_MEMBERS)},
    'cast', ${listed('character', 'c', CAST_MEMBERS, 'c.position, c.id')},
    'settings', ${listed('setting', 'p', SETTING_MEMBERS, 'p.position, p.id')},
    'scenes', ${listed('scene', 'e', SCENE_MEMBERS, 'e.number')},
    'shots', (SELECT coalesce(jsonb_agg(${object('s', SHOT_MEMBERS)} || jsonb_build_object('characterIds', ${characterIds}) ORDER BY e.number, s.number), '[]')
      FROM shot s JOIN scene e ON e.id = s.scene_id${wall('e')} WHERE s.shot_list_id = l.id${wall('s')}))`;
}
