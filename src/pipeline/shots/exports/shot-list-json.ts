import type { JsonObject } from '../../values/canonical-json';
import { type PlannedScene, type PlannedShot, type PlannedShotList, shotKey } from '../shot-list';
import { secondsOf, totalFrames, totalShots } from './seconds';

export interface JsonOptions {
  readonly projectId: string;
}

/** `shot_list.json` as other tools read it; `duration_frames` and the rate beside its seconds, which are rounded. */
export function shotListJson(list: PlannedShotList, { projectId }: JsonOptions): string {
  const namesOf = new Map(list.cast.map(({ key, name }) => [key, name]));
  let order = 0;
  const scenes = list.scenes.map((scene) => {
    const first = order + 1;
    order += scene.shots.length;
    return sceneOf(scene, { list, first, nameOf: (key) => namesOf.get(key) ?? key });
  });
  const { numerator, denominator } = list.rate;
  const file: JsonObject = {
    project_id: projectId,
    title: list.title,
    format: list.format.toLowerCase(),
    total_shots: totalShots(list),
    total_duration_seconds: secondsOf(totalFrames(list), list.rate),
    total_duration_frames: totalFrames(list),
    rate: { numerator, denominator },
    aspect_ratio: list.aspectRatio,
    scenes,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

interface Around {
  readonly list: PlannedShotList;
  /** The order in the film of the scene's first shot, from 1. */
  readonly first: number;
  readonly nameOf: (key: string) => string;
}

function sceneOf(scene: PlannedScene, around: Around): JsonObject {
  const { facts, shots } = scene;
  return {
    scene_number: facts.number,
    slugline: facts.slugline,
    beat: facts.beat,
    emotional_polarity: facts.emotionalEnd ?? facts.emotionalStart,
    target_duration_seconds: facts.targetFrames === null ? null : secondsOf(facts.targetFrames, around.list.rate),
    visual_intent: intentOf(scene),
    shots: shots.map((shot, index) => shotOf(shot, index, scene, around)),
  };
}

function intentOf({ facts }: PlannedScene) {
  return {
    emotional_start: facts.emotionalStart,
    emotional_end: facts.emotionalEnd,
    conflict_axis: facts.conflict,
    sequence_mode: facts.isSequence ? 'sequence' : 'single_scene',
    continuity_anchors: [...facts.continuityAnchors],
    board_card_number: facts.boardCardNumber,
  };
}

function shotOf(shot: PlannedShot, index: number, scene: PlannedScene, { list, first, nameOf }: Around): JsonObject {
  const { facts } = scene;
  return {
    shot_id: shotKey(facts.number, index + 1),
    scene_number: facts.number,
    shot_number: index + 1,
    global_order: first + index,
    ...contentOf(shot, nameOf),
    ...cameraOf(shot),
    duration_seconds: secondsOf(shot.durationFrames, list.rate),
    duration_frames: shot.durationFrames,
    pacing_curve: shot.pacingCurve.toLowerCase(),
    transition_to_next: shot.transitionToNext.toLowerCase(),
    crossfade_duration: secondsOf(shot.crossfadeFrames, list.rate),
    ...promptsIn(shot),
    setting_ref_id: facts.settingKey,
    character_ref_ids: [...shot.characters],
    beat: facts.beat,
    emotional_polarity: facts.emotionalEnd ?? facts.emotionalStart,
    ...intentOf(scene),
    slugline: facts.slugline,
    aspect_ratio: shot.aspectRatio,
  };
}

function contentOf(shot: PlannedShot, nameOf: (key: string) => string): JsonObject {
  return {
    trigger: shot.trigger.toLowerCase(),
    content: shot.content,
    dialogue_text: shot.dialogueText,
    dialogue_speaker: shot.dialogueSpeaker === null ? null : nameOf(shot.dialogueSpeaker),
    characters_in_frame: shot.characters.map(nameOf),
    emotional_intensity: shot.intensity,
    is_disaster_moment: shot.isDisasterMoment,
  };
}

function cameraOf(shot: PlannedShot): JsonObject {
  return {
    shot_type: shot.shotType.toLowerCase(),
    shot_type_rationale: shot.shotTypeRationale,
    camera_movement: shot.cameraMovement.toLowerCase(),
    camera_rationale: shot.cameraRationale,
    lens_mm: shot.lensMm,
    camera_height: shot.cameraHeight.toLowerCase(),
    distance_band: shot.distanceBand.toLowerCase(),
    lighting_intent: shot.lightingIntent,
    blocking_intent: shot.blockingIntent,
    generation_profile: shot.generationProfile.toLowerCase(),
  };
}

function promptsIn(shot: PlannedShot): JsonObject {
  return {
    setting_prompt: '', // no longer used: the setting is a picture of its own
    scene_prompt: shot.scenePrompt,
    video_prompt: shot.videoPrompt,
    negative_prompt: shot.negativePrompt,
    character_prompt_prefix: shot.characterPromptPrefix,
    init_image_source: shot.initImageSource.toLowerCase(),
    ambient_description: shot.ambientDescription,
  };
}
