export const STORY_FORMATS = ['TIKTOK', 'REEL', 'YOUTUBE', 'SHORT_FILM', 'FEATURE', 'SERIES_EP'] as const;
export type StoryFormat = (typeof STORY_FORMATS)[number];

export const SHOT_TYPES = [
  'EXTREME_WIDE',
  'WIDE',
  'MEDIUM_WIDE',
  'MEDIUM',
  'MEDIUM_CLOSE',
  'CLOSE_UP',
  'EXTREME_CLOSE_UP',
  'OVER_SHOULDER',
  'POV',
  'INSERT',
  'TWO_SHOT',
  'GROUP',
] as const;
export type ShotType = (typeof SHOT_TYPES)[number];

export const CAMERA_MOVEMENTS = [
  'STATIC',
  'PAN_LEFT',
  'PAN_RIGHT',
  'TILT_UP',
  'TILT_DOWN',
  'PUSH_IN',
  'PULL_BACK',
  'TRACKING',
  'HANDHELD',
  'CRANE_UP',
  'CRANE_DOWN',
  'ORBIT',
  'ZOOM_IN',
  'ZOOM_OUT',
] as const;
export type CameraMovement = (typeof CAMERA_MOVEMENTS)[number];

export const SHOT_TRANSITIONS = [
  'CUT',
  'DISSOLVE',
  'FADE_BLACK',
  'FADE_FROM_BLACK',
  'MATCH_CUT',
  'SMASH_CUT',
  'WIPE',
  'J_CUT',
  'L_CUT',
] as const;
export type ShotTransition = (typeof SHOT_TRANSITIONS)[number];

export const INIT_IMAGE_SOURCES = ['REFERENCE', 'PREVIOUS_FRAME', 'GENERATED'] as const;
export type InitImageSource = (typeof INIT_IMAGE_SOURCES)[number];

/** What makes a shot of a stretch of a scene. */
export const TRIGGERS = [
  'LOCATION_ESTABLISH',
  'NEW_CHARACTER_ENTERS',
  'DIALOGUE_EXCHANGE',
  'ACTION_BEAT',
  'EMOTIONAL_MOMENT',
  'REVELATION',
  'TIME_SKIP',
  'TENSION_BUILDING',
  'CLIMAX_MOMENT',
  'REACTION',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const PACING_CURVES = ['MODERATE', 'ACCELERATING', 'RAPID', 'DECELERATING'] as const;
export type PacingCurve = (typeof PACING_CURVES)[number];

export const DISTANCE_BANDS = ['VERY_WIDE', 'WIDE', 'MEDIUM', 'MEDIUM_CLOSE', 'CLOSE', 'EXTREME_CLOSE_UP'] as const;
export type DistanceBand = (typeof DISTANCE_BANDS)[number];

export const CAMERA_HEIGHTS = ['EYE_LEVEL', 'EYE_LEVEL_HIGH', 'SHOULDER_LEVEL', 'OBJECT_LEVEL'] as const;
export type CameraHeight = (typeof CAMERA_HEIGHTS)[number];

export const GENERATION_PROFILES = ['SPEED_PREVIEW', 'BALANCED', 'PRODUCTION_QUALITY'] as const;
export type GenerationProfile = (typeof GENERATION_PROFILES)[number];
