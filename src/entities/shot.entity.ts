import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import {
  CAMERA_MOVEMENTS,
  type CameraMovement,
  INIT_IMAGE_SOURCES,
  type InitImageSource,
  SHOT_TRANSITIONS,
  SHOT_TYPES,
  type ShotTransition,
  type ShotType,
} from '../pipeline/shots/shot';
import { SecondsColumn, Word } from './columns';
import { Character, Scene, Setting, ShotList } from './shot-list.entity';

/** One set-up of the camera. Durations are whole frames at the rate of the shot list. */
@Entity()
@Unique('uq_shot_key', ['shotListId', 'key'])
@Unique('uq_shot_number', ['sceneId', 'number'], { deferrable: 'INITIALLY DEFERRED' })
@Index('ix_shot_setting', ['settingId'])
@Check('ck_shot_frames', 'duration_frames > 0')
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
  @Word(SHOT_TYPES) shotType: ShotType;
  @Word(CAMERA_MOVEMENTS) cameraMovement: CameraMovement;
  @Column('int') lensMm: number;
  @Column('int') durationFrames: number;
  @Column('text') pacingCurve: string;
  @Word(SHOT_TRANSITIONS) transitionToNext: ShotTransition;
  @SecondsColumn({ nullable: true }) crossfadeSeconds: number | null;
  @Column('text') scenePrompt: string;
  @Column('text') videoPrompt: string;
  @Column('text') negativePrompt: string;
  @Column('text') ambientDescription: string;
  @Word(INIT_IMAGE_SOURCES) initImageSource: InitImageSource;
  @Column('text') aspectRatio: string;
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
