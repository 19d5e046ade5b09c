import type { PlannedShot, PlannedShotList, ShotListProblem } from '../shot-list';
import {
  badCrossfades,
  badDurations,
  badKeys,
  badOrder,
  emptyScenes,
  fewCuts,
  longScenes,
  missingSettings,
  monotony,
  noDisaster,
  noShots,
  offTarget,
  unknownSettings,
  unusualLength,
} from './order-checks';
import {
  absentSpeakers,
  doubledCharacters,
  emptyFrames,
  speechWithoutSpeaker,
  tooFewPeople,
  unknownCharacters,
  withoutPrefix,
} from './people-checks';
import { eachShot, type Found } from './problem';
import { badEndings, missingPrompt, otherAspects, repeatedTerms } from './prompt-checks';

interface Check {
  readonly code: string;
  readonly severity: ShotListProblem['severity'];
  readonly find: (list: PlannedShotList) => Found[];
}

const error = (code: string, find: Check['find']): Check => ({ code, severity: 'ERROR', find });
const warning = (code: string, find: Check['find']): Check => ({ code, severity: 'WARNING', find });

/** What a shot list must be, and what it should be: a row a check. */
export const CHECKS: readonly Check[] = [
  error('NO_SHOTS', noShots),
  error('SCENE_WITHOUT_SHOTS', emptyScenes),
  error('SCENE_OUT_OF_ORDER', badOrder),
  error('BAD_KEY', badKeys),
  error('SETTING_MISSING', missingSettings),
  error('SETTING_UNKNOWN', unknownSettings),
  error('CHARACTER_UNKNOWN', unknownCharacters),
  error('CHARACTER_TWICE', doubledCharacters),
  error('DURATION_NOT_POSITIVE', badDurations),
  error('CROSSFADE_TOO_LONG', badCrossfades),
  error('SCENE_PROMPT_MISSING', (list) => missingPrompt(list, 'scenePrompt')),
  error('VIDEO_PROMPT_MISSING', (list) => missingPrompt(list, 'videoPrompt')),
  error('NEGATIVE_PROMPT_MISSING', (list) => missingPrompt(list, 'negativePrompt')),
  error('PROMPT_ENDS_BADLY', badEndings),
  error('TERM_REPEATED', repeatedTerms),
  error('SPEAKER_NOT_IN_FRAME', absentSpeakers),
  error('SPEECH_WITHOUT_SPEAKER', speechWithoutSpeaker),
  warning('FRAME_EMPTY', emptyFrames),
  error('TOO_FEW_PEOPLE', tooFewPeople),
  error('CAMERA_MISSING', (list) => eachShot(list, ({ shot }) => missing(shot))),
  error('ASPECT_RATIO', otherAspects),
  error('SHOT_TYPE_MONOTONE', monotony),
  warning('FILM_LENGTH', unusualLength),
  warning('NO_DISASTER_MOMENT', noDisaster),
  warning('FEW_PLAIN_CUTS', fewCuts),
  warning('SCENE_OFF_TARGET', offTarget),
  warning('SCENE_TOO_LONG', longScenes),
  warning('CHARACTER_PREFIX_MISSING', withoutPrefix),
];

/** What is wrong with a shot list, check by check, each in the order of the film; nothing of a sound one. */
export function problemsOf(list: PlannedShotList): ShotListProblem[] {
  return CHECKS.flatMap(({ code, severity, find }) => find(list).map((found) => ({ code, severity, ...found })));
}

const CAMERA = {
  lensMm: 'lens',
  cameraHeight: 'camera height',
  distanceBand: 'distance',
  lightingIntent: 'lighting',
  blockingIntent: 'blocking',
  generationProfile: 'generation profile',
} as const;
const CAMERA_NAMES = Object.entries(CAMERA) as [keyof typeof CAMERA, string][];

/** Lists come out of files and tables too, where a type promises nothing. */
function missing(shot: PlannedShot): string | null {
  const absent = CAMERA_NAMES.filter(([name]) => isBlank(shot[name]));
  return absent.length > 0 ? `has no ${absent.map(([, called]) => called).join(', no ')}.` : null;
}

function isBlank(value: string | number | null | undefined): boolean {
  return typeof value === 'number' ? !(value > 0) : !value || value.trim() === '';
}
