import { textOfScreenplay } from '../../../src/pipeline/screenplay/kept-text';
import type { ScreenplayFormat } from '../../../src/pipeline/screenplay/screenplay';
import { connection } from './connection';
import type { Row } from './memory';
import { SLOTS, slotCalled, slotsCalled } from './slot';
import { link, type Resolvers, rowIdOf, sum } from './types';
import type { View } from './view';

const byNumber = { keys: (row: Row) => [row.number] };
const inFilm = (view: View) => ({
  keys: (shot: Row) => [view.one('scene', { id: shot.scene_id })?.number, shot.number],
});

function seconds(view: View, shotListId: string, shots: readonly Row[]): number {
  const list = view.one('shot_list', { id: shotListId }) ?? {};
  return (sum(shots.map((shot) => shot.duration_frames)) * list.rate_denominator) / list.rate_numerator;
}

const hasCharacter = (view: View, shot: Row, characterId: string): boolean =>
  view.one('shot_character', { shot_id: shot.id, character_id: characterId }) !== null;

const byPosition = { keys: (row: Row) => [row.position, row.id] };

const textOf = ({ file_format: fileFormat, source }: Row, format: ScreenplayFormat): string =>
  textOfScreenplay({ fileFormat, source }, format);

export const shotResolvers: Resolvers = {
  Screenplay: {
    project: link('project', 'project_id'),
    fileFormat: ({ id, revision }, _, view) =>
      view.one('screenplay_revision', { screenplay_id: id, revision })?.file_format,
    text: ({ id, revision }, { format }, view) =>
      textOf(view.one('screenplay_revision', { screenplay_id: id, revision }) ?? {}, format),
    shotList: ({ id }, _, view) => view.one('shot_list', { screenplay_id: id }),
    revisions: ({ id }, args, view, info) =>
      connection(view.all('screenplay_revision', { screenplay_id: id }), args, view, info, {
        keys: (row: Row) => [row.revision],
        descending: true,
      }),
  },
  ScreenplayRevision: { text: (revision, { format }) => textOf(revision, format) },
  ShotList: {
    project: link('project', 'project_id'),
    screenplay: link('screenplay', 'screenplay_id'),
    problems: ({ noticed, problems }) => [...noticed, ...problems],
    rate: (list) => ({ numerator: list.rate_numerator, denominator: list.rate_denominator }),
    totalShots: ({ id }, _, view) => view.all('shot', { shot_list_id: id }).length,
    durationSeconds: ({ id }, _, view) => seconds(view, id, view.all('shot', { shot_list_id: id })),
    scenes: ({ id }, args, view, info) =>
      connection(view.all('scene', { shot_list_id: id }), args, view, info, byNumber),
    shots: ({ id }, args, view, info) => {
      const { characterId, settingId } = args;
      const shots = view
        .all('shot', { shot_list_id: id })
        .filter((shot) => !characterId || hasCharacter(view, shot, rowIdOf('Character', characterId)))
        .filter((shot) => !settingId || shot.setting_id === rowIdOf('Setting', settingId));
      return connection(shots, args, view, info, inFilm(view));
    },
    cast: ({ id }, args, view, info) =>
      connection(view.all('character', { shot_list_id: id }), args, view, info, byPosition),
    settings: ({ id }, args, view, info) =>
      connection(view.all('setting', { shot_list_id: id }), args, view, info, byPosition),
  },
  Scene: {
    slots: SLOTS,
    setting: link('setting', 'setting_id'),
    durationFrames: ({ id }, _, view) => sum(view.all('shot', { scene_id: id }).map((shot) => shot.duration_frames)),
    durationSeconds: ({ id, shot_list_id }, _, view) => seconds(view, shot_list_id, view.all('shot', { scene_id: id })),
    shots: ({ id }, args, view, info) => connection(view.all('shot', { scene_id: id }), args, view, info, byNumber),
  },
  Shot: {
    slots: SLOTS,
    scene: link('scene', 'scene_id'),
    setting: link('setting', 'setting_id'),
    dialogueSpeaker: link('character', 'dialogue_speaker_id'),
    characters: ({ id }, _, view) =>
      view
        .all('shot_character', { shot_id: id })
        .sort((a, b) => a.position - b.position)
        .map(({ character_id }) => view.one('character', { id: character_id })),
    durationSeconds: (shot, _, view) => seconds(view, shot.shot_list_id, [shot]),
    crossfadeSeconds: (shot, _, view) => seconds(view, shot.shot_list_id, [{ duration_frames: shot.crossfade_frames }]),
    still: slotCalled('still'),
    clip: slotCalled('clip'),
    dialogue: slotCalled('dialogue'),
  },
  Character: {
    slots: SLOTS,
    portraits: slotsCalled('portrait'),
    shots: ({ id }, args, view, info) => {
      const shots = view.all('shot').filter((shot) => hasCharacter(view, shot, id));
      return connection(shots, args, view, info, inFilm(view));
    },
  },
  Setting: {
    slots: SLOTS,
    pictures: slotsCalled('picture'),
    shots: ({ id }, args, view, info) =>
      connection(view.all('shot', { setting_id: id }), args, view, info, inFilm(view)),
  },
};
