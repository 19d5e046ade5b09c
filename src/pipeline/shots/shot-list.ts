import type { Polarity } from '../screenplay/screenplay';
import type { Rate } from '../values/rate';
import type { CastTier, Look } from './bible';
import type {
  CameraHeight,
  CameraMovement,
  DistanceBand,
  GenerationProfile,
  InitImageSource,
  PacingCurve,
  ShotTransition,
  ShotType,
  StoryFormat,
  Trigger,
} from './shot';

/** One person (or one kind of people) under one key, whatever the screenplay calls them. */
export interface CastMember {
  /** `rae_calder`. */
  readonly key: string;
  readonly name: string;
  readonly tier: CastTier | null; // null: named by the screenplay alone
  readonly look: Look;
  readonly signature: string | null;
  readonly portraitPrompt: string | null;
}

/** One place under one key, whatever its sluglines. */
export interface PlannedSetting {
  /** `east_la_strip_mall_parking_lot`. */
  readonly key: string;
  readonly name: string;
  readonly isExterior: boolean;
  readonly basePrompt: string | null;
  readonly description: string | null;
  readonly moodKeywords: readonly string[];
  readonly palette: readonly string[];
  readonly timeVariants: Readonly<Record<string, string>>;
}

export const TIMES_OF_DAY = ['DAWN', 'MORNING', 'DAY', 'AFTERNOON', 'DUSK', 'EVENING', 'NIGHT'] as const;
export type TimeOfDay = (typeof TIMES_OF_DAY)[number];

/** What a slugline says. */
export interface Slugline {
  readonly intExt: 'INT' | 'EXT' | 'INT_EXT' | null;
  /** As written, with its sub-locations: `HOUSE - KITCHEN`. */
  readonly place: string;
  /** Null where it says none, or none of its own: `CONTINUOUS`, `LATER`, `SAME`. */
  readonly timeOfDay: TimeOfDay | null;
  /** It goes on where the scene before it stopped: `CONTINUOUS`, `MOMENTS LATER`, `SAME`. */
  readonly isContinued: boolean;
}

/** What all six steps know of a scene. */
export interface SceneFacts {
  /** From 1. */
  readonly number: number;
  readonly slugline: string;
  readonly said: Slugline;
  readonly settingKey: string;
  /** The one said last in its place's stretch of the story, where its slugline says none. */
  readonly timeOfDay: TimeOfDay | null;
  readonly beat: string | null;
  /** From 1 to 4 (4: Act Three). */
  readonly act: number;
  readonly endsAct: boolean;
  readonly pacing: PacingCurve;
  readonly emotionalStart: Polarity | null;
  readonly emotionalEnd: Polarity | null;
  readonly conflict: string | null;
  readonly isSequence: boolean;
  readonly continuityAnchors: readonly string[];
  readonly boardCardNumber: number | null;
  /** Whole frames; null where the screenplay wants none: the shots take the time they need. */
  readonly targetFrames: number | null;
}

/** Of the text: the paragraph of an element that a shot shows. Of speech the paragraph is 0. */
export interface Cover {
  readonly element: number;
  readonly paragraph: number;
}

/** V1: a stretch of a scene. */
export interface ShotSegment {
  readonly trigger: Trigger;
  /** What is seen and heard, in the words of the screenplay. */
  readonly content: string;
  /** None: an establishing shot, and what was added to fill a scene. */
  readonly covers: readonly Cover[];
  readonly dialogueText: string | null;
  /** The key of whoever speaks; they are among `characters` always. */
  readonly dialogueSpeaker: string | null;
  /** Keys, in the order in which they are named. */
  readonly characters: readonly string[];
  /** From 0 to 1. */
  readonly intensity: number;
  readonly isDisasterMoment: boolean;
  /** The framing that the screenplay asks for: `CLOSE ON`, `INSERT`, `POV`. Where it asks for one of a person, somebody is in frame. */
  readonly askedType?: ShotType;
  /** The transition to the next shot that the screenplay asks for: `SMASH CUT TO:`. */
  readonly askedTransition?: ShotTransition;
}

/** V2. */
export interface Framing {
  readonly shotType: ShotType;
  readonly shotTypeRationale: string;
}

/** V3. */
export interface CameraWork {
  readonly cameraMovement: CameraMovement;
  readonly cameraRationale: string;
  readonly lensMm: number;
  readonly cameraHeight: CameraHeight;
  readonly distanceBand: DistanceBand;
  readonly lightingIntent: string;
  readonly blockingIntent: string;
  readonly generationProfile: GenerationProfile;
}

/** V4. */
export interface Timing {
  readonly durationFrames: number;
  readonly pacingCurve: PacingCurve;
}

/** V5. */
export interface Joining {
  readonly transitionToNext: ShotTransition;
  readonly crossfadeFrames: number;
}

/** V6. */
export interface Prompts {
  readonly scenePrompt: string;
  readonly videoPrompt: string;
  readonly negativePrompt: string;
  readonly characterPromptPrefix: string;
  readonly ambientDescription: string;
  readonly initImageSource: InitImageSource;
  readonly aspectRatio: string;
}

/** A shot as far as its camera and its time are decided: what V6 writes of. */
export type FilmedShot = ShotSegment & Framing & CameraWork & Timing & Joining;
export type PlannedShot = FilmedShot & Prompts;

export interface PlannedScene {
  readonly facts: SceneFacts;
  readonly shots: readonly PlannedShot[];
}

/** Something that was noticed, filled in, or is against the rules. */
export interface ShotListProblem {
  /** For programs: `TARGET_TOO_LONG`, `SPEAKER_NOT_IN_FRAME`. */
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING';
  readonly message: string;
  /** From 1; null: of the whole list. */
  readonly scene: number | null;
  /** From 1, within the scene. */
  readonly shot: number | null;
}

export interface PlannedShotList {
  readonly title: string;
  readonly format: StoryFormat;
  readonly rate: Rate;
  readonly aspectRatio: string;
  readonly cast: readonly CastMember[];
  readonly settings: readonly PlannedSetting[];
  readonly scenes: readonly PlannedScene[];
  readonly problems: readonly ShotListProblem[];
}

/** `s001_003`. */
export function shotKey(scene: number, shot: number): string {
  return `s${String(scene).padStart(3, '0')}_${String(shot).padStart(3, '0')}`;
}
