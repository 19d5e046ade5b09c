import type { Bible, Look } from '../../../../src/pipeline/shots/bible';
import { FORMATS } from '../../../../src/pipeline/shots/formats';
import { promptsOf } from '../../../../src/pipeline/shots/prompts/prompts-of';
import { Wording } from '../../../../src/pipeline/shots/prompts/terms';
import type {
  CastMember,
  FilmedShot,
  PlannedScene,
  PlannedSetting,
  PlannedShotList,
  SceneFacts,
} from '../../../../src/pipeline/shots/shot-list';

const NO_LOOK: Look = {
  ageRange: null,
  gender: null,
  height: null,
  build: null,
  hair: null,
  skinTone: null,
  wardrobe: null,
  marks: null,
};

export const rae: CastMember = {
  key: 'rae_calder',
  name: 'Rae Calder',
  tier: 0,
  look: { ...NO_LOOK, ageRange: '30s', build: 'lean', hair: 'dark hair' },
  signature: 'a scar through the left brow',
  portraitPrompt: 'Photorealistic portrait of Rae Calder, lean wiry-strong woman, dark hair in a knot',
};
export const manny: CastMember = {
  key: 'manny',
  name: 'Manny',
  tier: 1,
  look: { ...NO_LOOK, ageRange: '40s', build: 'lean', hair: 'grey hair' },
  signature: null,
  portraitPrompt: null,
};
export const lot: PlannedSetting = {
  key: 'strip_mall_lot',
  name: 'STRIP MALL LOT',
  isExterior: true,
  basePrompt: 'cracked asphalt, low stucco storefronts, buzzing neon',
  description: 'cracked asphalt with oil stains',
  moodKeywords: ['predatory', 'working-class', 'restless', 'wet'],
  palette: ['amber', 'teal'],
  timeVariants: { Night: 'sodium vapor streetlights' },
};

export const bible: Bible = {
  cast: [],
  locations: [],
  colors: [{ act: 1, dominantColor: 'Sodium amber', warmth: 'warm', brightness: null, lightingShift: null }],
  style: {
    tone: 'gritty realism',
    palette: ['amber', 'teal', 'black'],
    lighting: null,
    grain: '35mm grain',
    era: 'late 1990s',
    shapeLanguage: null,
    doNot: ['lens flares', 'CGI', 'glossy surfaces', 'lens flares'],
  },
  cinematography: { defaultLensMm: null, movement: null, depthOfField: null, aspectRatio: '2.39:1' },
  sensoryPalette: ['asphalt ticking as it cools', 'bread in the morning'],
};

export const facts: SceneFacts = {
  number: 1,
  slugline: 'EXT. STRIP MALL LOT - NIGHT',
  said: { intExt: 'EXT', place: 'STRIP MALL LOT', timeOfDay: 'NIGHT', isContinued: false },
  settingKey: lot.key,
  timeOfDay: 'NIGHT',
  beat: 'Catalyst',
  act: 1,
  endsAct: false,
  pacing: 'ACCELERATING',
  emotionalStart: '+',
  emotionalEnd: '-',
  conflict: 'Rae wants out, Manny wants in',
  isSequence: false,
  continuityAnchors: ['location:strip_mall_lot', 'time:night'],
  boardCardNumber: 4,
  targetFrames: null,
};

export const filmed: FilmedShot = {
  trigger: 'ACTION_BEAT',
  content: 'Rae exits the taqueria, slides behind a dumpster, pulls a telescoping baton.',
  covers: [{ element: 0, paragraph: 0 }],
  dialogueText: null,
  dialogueSpeaker: null,
  characters: ['rae_calder'],
  intensity: 0.6,
  isDisasterMoment: false,
  shotType: 'MEDIUM',
  shotTypeRationale: 'the default of an action beat',
  cameraMovement: 'TRACKING',
  cameraRationale: 'the default of an action beat',
  lensMm: 50,
  cameraHeight: 'EYE_LEVEL',
  distanceBand: 'MEDIUM',
  lightingIntent: 'contrasty key light',
  blockingIntent: 'forward motion',
  generationProfile: 'PRODUCTION_QUALITY',
  durationFrames: 100,
  pacingCurve: 'ACCELERATING',
  transitionToNext: 'CUT',
  crossfadeFrames: 0,
};

export const members = new Map([rae, manny].map((member) => [member.key, member]));

export const context = {
  facts,
  rules: FORMATS.FEATURE,
  setting: lot,
  membersOf: (key: string) => members.get(key),
  bible,
  wording: new Wording(),
  isFirstOfScene: false,
  seconds: 4.2,
};

/** Four shots a scene: the place, what Rae does, what she says to Manny, and Manny alone. */
export function sceneOf(number: number): PlannedScene {
  const its: SceneFacts = { ...facts, number };
  const shots: FilmedShot[] = [
    { ...filmed, trigger: 'LOCATION_ESTABLISH', content: facts.slugline, characters: [], shotType: 'WIDE', covers: [] },
    filmed,
    {
      ...filmed,
      trigger: 'DIALOGUE_EXCHANGE',
      content: 'RAE says: Now or never.',
      dialogueText: 'Now or never.',
      dialogueSpeaker: 'rae_calder',
      characters: ['rae_calder', 'manny'],
      shotType: 'OVER_SHOULDER',
      transitionToNext: 'L_CUT',
    },
    {
      ...filmed,
      trigger: 'CLIMAX_MOMENT',
      content: 'Manny slowly drops the bag.',
      characters: ['manny'],
      isDisasterMoment: true,
    },
  ];
  return {
    facts: its,
    shots: shots.map((shot, index) => ({
      ...shot,
      ...promptsOf(shot, { ...context, facts: its, isFirstOfScene: index === 0, seconds: shot.durationFrames / 24 }),
    })),
  };
}

/** A sound one. */
export function listOf(scenes: number): PlannedShotList {
  return {
    title: 'Skip Trace',
    format: 'FEATURE',
    rate: { numerator: 24, denominator: 1 },
    aspectRatio: '2.39:1',
    cast: [rae, manny],
    settings: [lot],
    scenes: Array.from({ length: scenes }, (_, index) => sceneOf(index + 1)),
    problems: [],
  };
}
