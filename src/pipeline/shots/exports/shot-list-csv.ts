import { type PlannedScene, type PlannedShot, type PlannedShotList, shotKey } from '../shot-list';
import { secondsOf } from './seconds';

interface Row {
  readonly scene: PlannedScene;
  readonly shot: PlannedShot;
  readonly number: number;
  readonly order: number;
  readonly list: PlannedShotList;
  readonly nameOf: (key: string) => string;
}

type Cell = string | number | boolean | null;

const POLARITIES = { '+': 'positive', '-': 'negative' } as const;

/** One row a column, in the order of the file. */
const COLUMNS: Readonly<Record<string, (row: Row) => Cell>> = {
  shot_id: ({ scene, number }) => shotKey(scene.facts.number, number),
  global_order: ({ order }) => order,
  scene_number: ({ scene }) => scene.facts.number,
  shot_number: ({ number }) => number,
  slugline: ({ scene }) => scene.facts.slugline,
  act: ({ scene }) => scene.facts.act,
  beat: ({ scene }) => scene.facts.beat,
  emotional_start: ({ scene: { facts } }) => facts.emotionalStart && POLARITIES[facts.emotionalStart],
  emotional_end: ({ scene: { facts } }) => facts.emotionalEnd && POLARITIES[facts.emotionalEnd],
  conflict_axis: ({ scene }) => scene.facts.conflict,
  trigger: ({ shot }) => shot.trigger.toLowerCase(),
  content: ({ shot }) => shot.content,
  dialogue_speaker: ({ shot, nameOf }) => shot.dialogueSpeaker && nameOf(shot.dialogueSpeaker),
  dialogue_text: ({ shot }) => shot.dialogueText,
  characters_in_frame: ({ shot, nameOf }) => shot.characters.map(nameOf).join('; '),
  emotional_intensity: ({ shot }) => shot.intensity,
  is_disaster_moment: ({ shot }) => shot.isDisasterMoment,
  shot_type: ({ shot }) => shot.shotType.toLowerCase(),
  camera_movement: ({ shot }) => shot.cameraMovement.toLowerCase(),
  lens_mm: ({ shot }) => shot.lensMm,
  camera_height: ({ shot }) => shot.cameraHeight.toLowerCase(),
  distance_band: ({ shot }) => shot.distanceBand.toLowerCase(),
  lighting_intent: ({ shot }) => shot.lightingIntent,
  blocking_intent: ({ shot }) => shot.blockingIntent,
  duration_seconds: ({ shot, list }) => secondsOf(shot.durationFrames, list.rate).toFixed(3),
  duration_frames: ({ shot }) => shot.durationFrames,
  transition_to_next: ({ shot }) => shot.transitionToNext.toLowerCase(),
  crossfade_seconds: ({ shot, list }) => secondsOf(shot.crossfadeFrames, list.rate).toFixed(3),
  setting_ref_id: ({ scene }) => scene.facts.settingKey,
  character_ref_ids: ({ shot }) => shot.characters.join('; '),
  scene_prompt: ({ shot }) => shot.scenePrompt,
  video_prompt: ({ shot }) => shot.videoPrompt,
  negative_prompt: ({ shot }) => shot.negativePrompt,
  ambient_description: ({ shot }) => shot.ambientDescription,
  init_image_source: ({ shot }) => shot.initImageSource.toLowerCase(),
  aspect_ratio: ({ shot }) => shot.aspectRatio,
};

/**
 * RFC 4180: a row a shot below a row of names, CRLF behind each. A cell that a spreadsheet would run as a formula has an apostrophe before it, which
 * spreadsheets show as text; whoever reads the file by program takes it off where `=`, `+`, `-`, `@`, a tab or a return follows.
 */
export function shotListCsv(list: PlannedShotList): string {
  const names = new Map(list.cast.map(({ key, name }) => [key, name]));
  const nameOf = (key: string) => names.get(key) ?? key;
  const shots = list.scenes.flatMap((scene) => scene.shots.map((shot, index) => ({ scene, shot, number: index + 1 })));
  const rows = shots.map((shot, index) =>
    Object.values(COLUMNS).map((cell) => cell({ ...shot, order: index + 1, list, nameOf })),
  );
  return [Object.keys(COLUMNS), ...rows].map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

const FORMULA = /^[=+\-@\t\r]/;

function written(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
