import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import {
  CAMERA_HEIGHTS,
  CAMERA_MOVEMENTS,
  type CameraHeight,
  type CameraMovement,
  DISTANCE_BANDS,
  type DistanceBand,
  GENERATION_PROFILES,
  type GenerationProfile,
  INIT_IMAGE_SOURCES,
  type InitImageSource,
  SHOT_TRANSITIONS,
  SHOT_TYPES,
  type ShotTransition,
  type ShotType,
} from '../pipeline/shots/shot';
import { Word } from './columns';
import { Character, Scene, Setting, ShotList } from './shot-list.entity';

/** One set-up of the camera. Durations are whole frames at the rate of the shot list. */
@Entity()
@Unique('uq_shot_key', ['shotListId', 'key'], { deferrable: 'INITIALLY DEFERRED' })
@Unique('uq_shot_number', ['sceneId', 'number'], { deferrable: 'INITIALLY DEFERRED' })
@Index('ix_shot_setting', ['settingId'])
@Check('ck_shot_frames', 'duration_frames > 0 AND crossfade_frames >= 0')
@Check('ck_shot_intensity', 'intensity BETWEEN 0 AND 1')
export class Shot {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') shotListId: string;
  @ManyToOne(() => ShotList) @JoinColumn() shotList: Relation<ShotList>;
  @Column('uuid') sceneId: string;
  @ManyToOne(() => Scene) @JoinColumn() scene: Relation<Scene>;
  @Column('uuid') settingId: string;
  @ManyToOne(() => Setting) @JoinColumn() setting: Relation<Setting>;
  @Column('text') key: string;
  @Column('int') number: number;
  @Column('text') trigger: string;
  @Column('text') content: string;
  @Column('text', { nullable: true }) dialogueText: string | null;
  @Column('uuid', { nullable: true }) dialogueSpeakerId: string | null;
  @ManyToOne(() => Character) @JoinColumn() dialogueSpeaker: Relation<Character> | null;
  @Column('float') intensity: number;
  @Column('boolean') isDisasterMoment: boolean;
  @Word(SHOT_TYPES) shotType: ShotType;
  @Column('text') shotTypeRationale: string;
  @Word(CAMERA_MOVEMENTS) cameraMovement: CameraMovement;
  @Column('text') cameraRationale: string;
  @Column('int') lensMm: number;
  @Word(CAMERA_HEIGHTS) cameraHeight: CameraHeight;
  @Word(DISTANCE_BANDS) distanceBand: DistanceBand;
  @Column('text') lightingIntent: string;
  @Column('text') blockingIntent: string;
  @Word(GENERATION_PROFILES) generationProfile: GenerationProfile;
  @Column('int') durationFrames: number;
  @Column('text') pacingCurve: string;
  @Word(SHOT_TRANSITIONS) transitionToNext: ShotTransition;
  @Column('int', { default: 0 }) crossfadeFrames: number;
  @Column('text') scenePrompt: string;
  @Column('text') videoPrompt: string;
  @Column('text') negativePrompt: string;
  @Column('text') characterPromptPrefix: string;
  @Column('text') ambientDescription: string;
  @Word(INIT_IMAGE_SOURCES) initImageSource: InitImageSource;
  @Column('text') aspectRatio: string;
  @Column('text', { array: true, default: [] }) edited: readonly string[]; // members that people decided: breaking down again leaves them
  @Column('int', { default: 1 }) lockVersion: number;
}

/** Who is in the frame, in billing order. */
@Entity()
@Index('ix_shot_character_character', ['characterId'])
export class ShotCharacter {
  @PrimaryColumn('uuid') shotId: string;
  @ManyToOne(() => Shot, { onDelete: 'CASCADE' }) @JoinColumn() shot: Relation<Shot>;
  @PrimaryColumn('uuid') characterId: string;
  @ManyToOne(() => Character) @JoinColumn() character: Relation<Character>;
  @Column('uuid') projectId: string;
  @Column('int') position: number;
}
