import { Field, Float, ID, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import {
  CameraHeightEnum,
  CameraMovementEnum,
  DistanceBandEnum,
  GenerationProfileEnum,
  InitImageSourceEnum,
  ShotListFormatEnum,
  ShotTransitionEnum,
  ShotTypeEnum,
  StoryFormatEnum,
  TimeOfDayEnum,
} from './enums';
import { Node, SlotOwner } from './node';
import { DateTimeScalar } from './scalars';
import { StoryProblem } from './screenplay';
import { ShotCharts } from './shot-charts';
import { Slot } from './slot';
import { Rate } from './values';

@Noun('A person of the story. One portrait for each look: wardrobe, injury, age.', [Node, SlotOwner])
export class Character extends SlotOwner {
  @Field(() => String) key: string;
  @Field(() => String) name: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Hero, antagonist and B story are 0, background types 3; null where only the screenplay names them.',
  })
  tier: number | null;
  @Field(() => String, { nullable: true, description: 'What people know them by.' }) signature: string | null;
  @Field(() => String, { nullable: true }) portraitPrompt: string | null;
  @Field(() => [Slot]) portraits: Slot[];
  @Page(() => ShotConnection) shots: object;
}

@Noun('A place of the story.', [Node, SlotOwner])
export class Setting extends SlotOwner {
  @Field(() => String) key: string;
  @Field(() => String) name: string;
  @Field(() => Boolean) isExterior: boolean;
  @Field(() => String, { nullable: true }) description: string | null;
  @Field(() => String, { nullable: true }) basePrompt: string | null;
  @Field(() => [String]) moodKeywords: string[];
  @Field(() => [Slot]) pictures: Slot[];
  @Page(() => ShotConnection) shots: object;
}

@Noun('Shots in one place and time.', [Node, SlotOwner])
export class Scene extends SlotOwner {
  @Field(() => Int) number: number;
  @Field(() => String) slugline: string;
  @Field(() => Setting) setting: Setting;
  @Field(() => String, { nullable: true }) beat: string | null;
  @Field(() => Int, { nullable: true, description: '1, 2 (2A), 3 (2B) or 4 (Act Three).' }) act: number | null;
  @Field(() => Boolean, { description: 'The last scene of its act.' }) endsAct: boolean;
  @Field(() => TimeOfDayEnum, { nullable: true, description: 'Of its own, or of the scene that it goes on from.' })
  timeOfDay: string | null;
  @Field(() => String, { description: 'MODERATE, ACCELERATING, RAPID or DECELERATING.' }) pacingCurve: string;
  @Field(() => String, { nullable: true, description: '`+` or `-`.' }) emotionalStart: string | null;
  @Field(() => String, { nullable: true, description: '`+` or `-`.' }) emotionalEnd: string | null;
  @Field(() => String, { nullable: true }) conflict: string | null;
  @Field(() => Boolean, { description: 'A chase, a montage, a series of shots.' }) isSequence: boolean;
  @Field(() => [String]) continuityAnchors: string[];
  @Field(() => Int, { nullable: true }) boardCardNumber: number | null;
  @Field(() => Int, { nullable: true, description: 'What the screenplay wants; its shots come to it to the frame.' })
  targetFrames: number | null;
  @Field(() => Int) durationFrames: number;
  @Field(() => Float) durationSeconds: number;
  @Page(() => ShotConnection, 'In the order of the cut.') shots: object;
}

@Noun('One set-up of the camera. Durations are whole frames at the rate of its list.', [Node, SlotOwner])
export class Shot extends SlotOwner {
  @Field(() => Int) lockVersion: number;
  @Field(() => String, { description: 'As people call it: s001_003.' }) key: string;
  @Field(() => Scene) scene: Scene;
  @Field(() => Int) number: number;
  @Field(() => String) trigger: string;
  @Field(() => String) content: string;
  @Field(() => String, { nullable: true }) dialogueText: string | null;
  @Field(() => Character, { nullable: true }) dialogueSpeaker: Character | null;
  @Field(() => [Character]) characters: Character[];
  @Field(() => Setting) setting: Setting;
  @Field(() => Float, { description: '0 to 1.' }) intensity: number;
  @Field(() => Boolean) isDisasterMoment: boolean;
  @Field(() => ShotTypeEnum) shotType: string;
  @Field(() => String, { description: 'Why it is framed so.' }) shotTypeRationale: string;
  @Field(() => CameraMovementEnum) cameraMovement: string;
  @Field(() => String, { description: 'Why the camera moves so.' }) cameraRationale: string;
  @Field(() => Int) lensMm: number;
  @Field(() => CameraHeightEnum) cameraHeight: string;
  @Field(() => DistanceBandEnum) distanceBand: string;
  @Field(() => String) lightingIntent: string;
  @Field(() => String) blockingIntent: string;
  @Field(() => GenerationProfileEnum) generationProfile: string;
  @Field(() => Int) durationFrames: number;
  @Field(() => Float) durationSeconds: number;
  @Field(() => String) pacingCurve: string;
  @Field(() => ShotTransitionEnum) transitionToNext: string;
  @Field(() => Int) crossfadeFrames: number;
  @Field(() => Float, { nullable: true }) crossfadeSeconds: number | null;
  @Field(() => String) scenePrompt: string;
  @Field(() => String) videoPrompt: string;
  @Field(() => String) negativePrompt: string;
  @Field(() => String, { description: 'How the first of those in frame looks; empty where nobody is.' })
  characterPromptPrefix: string;
  @Field(() => String) ambientDescription: string;
  @Field(() => InitImageSourceEnum) initImageSource: string;
  @Field(() => String) aspectRatio: string;
  @Field(() => [String], { description: 'Members that people decided: breaking down again leaves them as they are.' })
  edited: string[];
  @Field(() => Slot) still: Slot;
  @Field(() => Slot) clip: Slot;
  @Field(() => Slot, { nullable: true, description: 'Null where nobody speaks.' }) dialogue: Slot | null;
}

@Noun('A film as pictures: scenes and their shots.', Node)
export class ShotList extends Node {
  @Field(noun('Project')) project: object;
  @Field(noun('Screenplay')) screenplay: object;
  @Field(() => Int, { description: 'Of the screenplay, that it was last broken down from.' })
  screenplayRevision: number;
  @Field(() => String) title: string;
  @Field(() => StoryFormatEnum) format: string;
  @Field(() => Rate) rate: Rate;
  @Field(() => String) aspectRatio: string;
  @Field(() => Int) revision: number;
  @Field(() => Int) lockVersion: number;
  @Field(() => Int) totalShots: number;
  @Field(() => Float) durationSeconds: number;
  @Field(() => DateTimeScalar) createdAt: string;
  @Page(() => SceneConnection) scenes: object;
  @Page(() => ShotConnection, 'In the order of the film.')
  @Argument('characterId', () => ID, { nullable: true })
  @Argument('settingId', () => ID, { nullable: true })
  shots: object;
  @Page(() => CharacterConnection) cast: object;
  @Page(() => SettingConnection) settings: object;
  @Field(() => [StoryProblem], { description: 'What its rules find, as of the last change of it; errors first.' })
  problems: StoryProblem[];
  @Field(() => ShotCharts) charts: ShotCharts;
  @Field(() => String)
  @Argument('format', () => ShotListFormatEnum, { defaultValue: 'JSON' })
  export: string;
}

export const ShotConnection = connectionOf('Shot', () => Shot);
export const SceneConnection = connectionOf('Scene', () => Scene);
export const CharacterConnection = connectionOf('Character', () => Character);
export const SettingConnection = connectionOf('Setting', () => Setting);
export const ShotListConnection = connectionOf('ShotList', () => ShotList);
