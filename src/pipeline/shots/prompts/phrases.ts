import type { CameraMovement, DistanceBand, PacingCurve, ShotType, Trigger } from '../shot';
import type { FilmedShot, TimeOfDay } from '../shot-list';

/** None ends in a preposition, and none stands in another of the same prompt. */
export const FRAMINGS: Readonly<Record<ShotType, string>> = {
  EXTREME_WIDE: 'extreme wide shot',
  WIDE: 'wide shot',
  MEDIUM_WIDE: 'medium wide shot',
  MEDIUM: 'medium shot',
  MEDIUM_CLOSE: 'medium close-up',
  CLOSE_UP: 'close-up',
  EXTREME_CLOSE_UP: 'extreme close-up',
  OVER_SHOULDER: 'over-the-shoulder shot',
  POV: 'point-of-view shot',
  INSERT: 'insert shot of a detail',
  TWO_SHOT: 'two-shot',
  GROUP: 'group shot',
};

export const DISTANCES: Readonly<Record<DistanceBand, string>> = {
  VERY_WIDE: 'very wide',
  WIDE: 'wide',
  MEDIUM: 'medium',
  MEDIUM_CLOSE: 'medium close',
  CLOSE: 'close',
  EXTREME_CLOSE_UP: 'extremely close',
};

export const CAMERAS: Readonly<Record<CameraMovement, string>> = {
  STATIC: 'static camera',
  PAN_LEFT: 'camera panning left',
  PAN_RIGHT: 'camera panning right',
  TILT_UP: 'upward camera tilt',
  TILT_DOWN: 'downward camera tilt',
  PUSH_IN: 'camera slowly pushing forward',
  PULL_BACK: 'slow camera pull-back',
  TRACKING: 'camera tracking movement',
  HANDHELD: 'handheld camera shake',
  CRANE_UP: 'rising crane move',
  CRANE_DOWN: 'descending crane move',
  ORBIT: 'camera orbiting slowly',
  ZOOM_IN: 'slow zoom forward',
  ZOOM_OUT: 'slow zoom-out',
};

export const PACING: Readonly<Record<PacingCurve, string | null>> = {
  MODERATE: null,
  ACCELERATING: 'building pace',
  RAPID: 'rapid urgent pace',
  DECELERATING: 'slowing settling pace',
};

interface Seen {
  /** What a still of it shows. */
  readonly scene: string;
  /** What moves where the text says nothing that does. */
  readonly motion: string;
  /** The same with nobody in frame. */
  readonly motionOfPlace: string;
  /** What moves is always this, whatever the text says. */
  readonly isFixed: boolean;
}

export const SEEN: Readonly<Record<Trigger, Seen>> = {
  LOCATION_ESTABLISH: seen('establishing view', 'slow environmental reveal, ambient motion', true),
  NEW_CHARACTER_ENTERS: seen('first appearance', 'figure enters frame', false, 'attention shifts toward the entrance'),
  DIALOGUE_EXCHANGE: seen('conversation under way', 'figure speaking, subtle hand gestures', false, 'ambient motion'),
  ACTION_BEAT: seen('action under way', 'figure in motion', false, 'quick physical motion'),
  EMOTIONAL_MOMENT: seen('quiet emotional beat', 'subtle expression shift', false, 'gentle ambient motion'),
  REVELATION: seen('moment of discovery', 'moment of reveal, focus shift', true),
  TIME_SKIP: seen('passage of time', 'scene transition', false),
  TENSION_BUILDING: seen(
    'tense stillness',
    'figure tense, minimal movement',
    false,
    'uneasy stillness, minimal movement',
  ),
  CLIMAX_MOMENT: seen('climactic peak', 'intense physical action', false),
  REACTION: seen('held reaction', 'figure reacting, expression change', true, 'a held beat, minimal movement'),
};

function seen(scene: string, motion: string, isFixed: boolean, motionOfPlace = motion): Seen {
  return { scene, motion, motionOfPlace, isFixed };
}

/** Speech, views and what is held move always alike. */
export function movesAsWritten({ trigger, dialogueSpeaker }: Pick<FilmedShot, 'trigger' | 'dialogueSpeaker'>): boolean {
  return !SEEN[trigger].isFixed && !(trigger === 'DIALOGUE_EXCHANGE' && dialogueSpeaker !== null);
}

export const TIMES: Readonly<Record<TimeOfDay, string>> = {
  DAWN: 'at dawn',
  MORNING: 'in morning light',
  DAY: 'in daylight',
  AFTERNOON: 'in afternoon light',
  DUSK: 'at dusk',
  EVENING: 'in evening light',
  NIGHT: 'at night',
};
