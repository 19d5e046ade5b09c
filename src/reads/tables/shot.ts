import { shotListRowsSql } from '../../pipeline/shots/list/list-rows';
import type { Field, Order, Paged, Place, Row, Tables } from '../table';
import { computed, embed, list, page, sql, toOne } from '../table';
import { storyProblems } from './screenplay';
import { ownedSlots, slotNamed, slotsNamed } from './slot';

/** Shots in the order of the film need their scene's number; Postgres flattens this into a plain join. */
const SHOTS_IN_FILM =
  '(SELECT s.*, c.number AS scene_number FROM shot s JOIN scene c ON c.id = s.scene_id AND c.project_id = s.project_id)';

/** Unique by their constraints: a second key would keep an index from giving the order. */
const FILM_ORDER: Order = {
  keys: [
    { column: 'scene_number', type: 'int' },
    { column: 'number', type: 'int' },
  ],
};
const BY_NUMBER: Order = { keys: [{ column: 'number', type: 'int' }] };

const shotsInFilm = (on: Paged['on'], where?: Paged['where']): Field =>
  page({ from: SHOTS_IN_FILM, on, where, orders: { default: FILM_ORDER } });

const ofList = (order: Order): Field =>
  page({ on: (owner, row) => `${row('shot_list_id')} = ${owner('id')}`, orders: { default: order } });

const BY_POSITION: Order = {
  keys: [
    { column: 'position', type: 'int' },
    { column: 'id', type: 'uuid' },
  ],
};

/** `ShotListRows`: what exports and charts are made of. */
const listRows = (list: Row, { scope }: Place): string =>
  `SELECT ${shotListRowsSql(scope)} FROM shot_list l WHERE l.id = ${list('id')}${scope('l')}`;

const withCharacter = (shot: Row, character: string, wall: string): string =>
  `EXISTS (SELECT 1 FROM shot_character k WHERE k.shot_id = ${shot('id')} AND k.character_id = ${character}${wall})`;

const seconds = (frames: string, list: string): string =>
  `(${frames})::float8 * ${list}.rate_denominator / ${list}.rate_numerator`;

export const shotTables: Tables = {
  ShotList: {
    from: 'shot_list',
    fields: {
      project: toOne('project_id'),
      screenplay: toOne('screenplay_id'),
      problems: storyProblems((row) => `${row('noticed')} || ${row('problems')}`),
      charts: computed(listRows),
      export: computed(listRows),
      rate: embed({ numerator: (row) => row('rate_numerator'), denominator: (row) => row('rate_denominator') }),
      totalShots: sql(
        (row, { scope }) => `(SELECT count(*) FROM shot s WHERE s.shot_list_id = ${row('id')}${scope('s')})`,
      ),
      durationSeconds: sql((row, { scope }) => {
        const frames = `SELECT coalesce(sum(s.duration_frames), 0) FROM shot s WHERE s.shot_list_id = ${row('id')}${scope('s')}`;
        return `(${frames})::float8 * ${row('rate_denominator')} / ${row('rate_numerator')}`;
      }),
      scenes: ofList(BY_NUMBER),
      shots: shotsInFilm(
        (shotList, shot) => `${shot('shot_list_id')} = ${shotList('id')}`,
        (shot, { args, scope }) => [
          ...(args.given('characterId')
            ? [withCharacter(shot, args.rowId(['characterId'], 'Character'), scope('k'))]
            : []),
          ...(args.given('settingId') ? [`${shot('setting_id')} = ${args.rowId(['settingId'], 'Setting')}`] : []),
        ],
      ),
      cast: ofList(BY_POSITION),
      settings: ofList(BY_POSITION),
    },
  },
  Scene: {
    from: 'scene',
    fields: {
      slots: ownedSlots,
      setting: toOne('setting_id'),
      durationFrames: sql(
        (row, { scope }) =>
          `(SELECT coalesce(sum(s.duration_frames), 0) FROM shot s WHERE s.scene_id = ${row('id')}${scope('s')})`,
      ),
      durationSeconds: sql((row, { scope }) => {
        const frames = `SELECT coalesce(sum(s.duration_frames), 0) FROM shot s WHERE s.scene_id = ${row('id')}${scope('s')}`;
        return `(SELECT ${seconds(frames, 'l')} FROM shot_list l WHERE l.id = ${row('shot_list_id')}${scope('l')})`;
      }),
      shots: page({
        on: (scene, shot) => `${shot('scene_id')} = ${scene('id')}`,
        orders: { default: BY_NUMBER },
      }),
    },
  },
  Shot: {
    from: 'shot',
    fields: {
      slots: ownedSlots,
      scene: toOne('scene_id'),
      setting: toOne('setting_id'),
      dialogueSpeaker: toOne('dialogue_speaker_id'),
      characters: list({
        from: (shot, { scope }) =>
          `(SELECT c.*, k.position AS billing FROM shot_character k JOIN character c ON c.id = k.character_id
            WHERE k.shot_id = ${shot('id')}${scope('k')}${scope('c')})`,
        order: (character) => character('billing'),
      }),
      durationSeconds: sql(
        (row, { scope }) =>
          `(SELECT ${seconds(row('duration_frames'), 'l')} FROM shot_list l WHERE l.id = ${row('shot_list_id')}${scope('l')})`,
      ),
      crossfadeSeconds: sql(
        (row, { scope }) =>
          `(SELECT ${seconds(row('crossfade_frames'), 'l')} FROM shot_list l WHERE l.id = ${row('shot_list_id')}${scope('l')})`,
      ),
      still: slotNamed('still'),
      clip: slotNamed('clip'),
      dialogue: slotNamed('dialogue'),
    },
  },
  ShotCharts: { made: true },
  SceneCoverage: { made: true },
  CharacterTime: { made: true },
  SettingTime: { made: true },
  ShotTypeTime: { made: true },
  ActPacing: { made: true },
  Character: {
    from: 'character',
    fields: {
      slots: ownedSlots,
      portraits: slotsNamed('portrait'),
      shots: shotsInFilm((character, shot, { scope }) => withCharacter(shot, character('id'), scope('k'))),
    },
  },
  Setting: {
    from: 'setting',
    fields: {
      slots: ownedSlots,
      pictures: slotsNamed('picture'),
      shots: shotsInFilm((setting, shot) => `${shot('setting_id')} = ${setting('id')}`),
    },
  },
};
