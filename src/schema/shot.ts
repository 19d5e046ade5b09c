import { Field, Float, ID, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Argument, Noun, noun, Page } from './decorators';
import { CameraMovementEnum, InitImageSourceEnum, ShotTransitionEnum, ShotTypeEnum, StoryFormatEnum } from './enums';
import { Node, SlotOwner } from './node';
import { DateTimeScalar } from './scalars';
import { Slot } from './slot';
import { Rate } from './values';

@Noun('A person of the story. One portrait for each look: wardrobe, injury, age.', [Node, SlotOwner])
export class Character extends SlotOwner {
  @Field(() => String) key: string;
  @Field(() => String) name: string;
  @Field(() => [Slot]) portraits: Slot[];
  @Page(() => ShotConnection) shots: object;
}

@Noun('A place of the story.', [Node, SlotOwner])
export class Setting extends SlotOwner {
  @Field(() => String) key: string;
  @Field(() => String) name: string;
  @Field(() => [Slot]) pictures: Slot[];
  @Page(() => ShotConnection) shots: object;
}

@Noun('Shots in one place and time.', [Node, SlotOwner])
export class Scene extends SlotOwner {
  @Field(() => Int) number: number;
  @Field(() => String) slugline: string;
  @Field(() => Setting) setting: Setting;
  @Field(() => String, { nullable: true }) beat: string | null;
  @Field(() => Int, { nullable: true }) act: number | null;
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
  @Field(() => ShotTypeEnum) shotType: string;
  @Field(() => CameraMovementEnum) cameraMovement: string;
  @Field(() => Int) lensMm: number;
  @Field(() => Int) durationFrames: number;
  @Field(() => Float) durationSeconds: number;
  @Field(() => String) pacingCurve: string;
  @Field(() => ShotTransitionEnum) transitionToNext: string;
  @Field(() => Float, { nullable: true }) crossfadeSeconds: number | null;
  @Field(() => String) scenePrompt: string;
  @Field(() => String) videoPrompt: string;
  @Field(() => String) negativePrompt: string;
  @Field(() => String) ambientDescription: string;
  @Field(() => InitImageSourceEnum) initImageSource: string;
  @Field(() => String) aspectRatio: string;
  @Field(() => Slot) still: Slot;
  @Field(() => Slot) clip: Slot;
  @Field(() => Slot, { nullable: true, description: 'Null where nobody speaks.' }) dialogue: Slot | null;
}

@Noun('A film as pictures: scenes and their shots.', Node)
export class ShotList extends Node {
  @Field(noun('Project')) project: object;
  @Field(() => String) title: string;
  @Field(() => StoryFormatEnum) format: string;
  @Field(() => Rate) rate: Rate;
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
}

export const ShotConnection = connectionOf('Shot', () => Shot);
export const SceneConnection = connectionOf('Scene', () => Scene);
export const CharacterConnection = connectionOf('Character', () => Character);
export const SettingConnection = connectionOf('Setting', () => Setting);
export const ShotListConnection = connectionOf('ShotList', () => ShotList);
