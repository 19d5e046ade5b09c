import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Polarity } from '../pipeline/screenplay/screenplay';
import type { CastTier, Look } from '../pipeline/shots/bible';
import type { Artifacts } from '../pipeline/shots/bible/read-bible';
import { PACING_CURVES, type PacingCurve, STORY_FORMATS, type StoryFormat } from '../pipeline/shots/shot';
import { type ShotListProblem, TIMES_OF_DAY, type TimeOfDay } from '../pipeline/shots/shot-list';
import { Word } from './columns';
import { Project } from './project.entity';
import { Screenplay } from './screenplay.entity';

@Entity()
@Index('ix_shot_list_project', ['projectId', 'id'])
@Unique('uq_shot_list_screenplay', ['screenplayId'])
@Check('ck_shot_list_rate', 'rate_numerator > 0 AND rate_denominator > 0')
export class ShotList {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') screenplayId: string;
  @ManyToOne(() => Screenplay) @JoinColumn() screenplay: Relation<Screenplay>;
  @Column('int') screenplayRevision: number; // that it was last broken down from
  @Column('text') title: string;
  @Word(STORY_FORMATS) format: StoryFormat;
  @Column('text') aspectRatio: string;
  @Column('int') rateNumerator: number;
  @Column('int') rateDenominator: number;
  @Column('int', { default: 1 }) revision: number;
  @Column('int', { default: 1 }) lockVersion: number;
  @Column('jsonb') bible: Artifacts; // hero, cast, world and visual bible, as they were brought
  @Column('jsonb', { default: [] }) noticed: readonly ShotListProblem[]; // when it was broken down
  @Column('jsonb', { default: [] }) problems: readonly ShotListProblem[]; // what the rules say of it as it is
  @Column('timestamptz') createdAt: Date;
}

/** A person of the story, with one portrait for each look. */
@Entity()
@Unique('uq_character_key', ['shotListId', 'key'], { deferrable: 'INITIALLY DEFERRED' })
export class Character {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') shotListId: string;
  @ManyToOne(() => ShotList) @JoinColumn() shotList: Relation<ShotList>;
  @Column('text') key: string;
  @Column('text') name: string;
  @Column('int', { nullable: true }) tier: CastTier | null; // null: named by the screenplay alone
  @Column('jsonb') look: Look;
  @Column('text', { nullable: true }) signature: string | null;
  @Column('text', { nullable: true }) portraitPrompt: string | null;
  @Column('int') position: number; // in the cast, from 0
}

/** A place of the story. */
@Entity()
@Unique('uq_setting_key', ['shotListId', 'key'], { deferrable: 'INITIALLY DEFERRED' })
export class Setting {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') shotListId: string;
  @ManyToOne(() => ShotList) @JoinColumn() shotList: Relation<ShotList>;
  @Column('text') key: string;
  @Column('text') name: string;
  @Column('boolean') isExterior: boolean;
  @Column('text', { nullable: true }) basePrompt: string | null;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { array: true }) moodKeywords: readonly string[];
  @Column('text', { array: true }) palette: readonly string[];
  @Column('jsonb') timeVariants: Readonly<Record<string, string>>;
  @Column('int') position: number; // in the order in which the film shows them, from 0
}

@Entity()
@Unique('uq_scene_number', ['shotListId', 'number'], { deferrable: 'INITIALLY DEFERRED' })
export class Scene {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') shotListId: string;
  @ManyToOne(() => ShotList) @JoinColumn() shotList: Relation<ShotList>;
  @Column('int') number: number;
  @Column('text') slugline: string;
  @Column('uuid') settingId: string;
  @ManyToOne(() => Setting) @JoinColumn() setting: Relation<Setting>;
  @Column('text', { nullable: true }) beat: string | null;
  @Column('int', { nullable: true }) act: number | null;
  @Column('boolean') endsAct: boolean;
  @Word(TIMES_OF_DAY, { nullable: true }) timeOfDay: TimeOfDay | null;
  @Word(PACING_CURVES) pacingCurve: PacingCurve;
  @Column('text', { nullable: true }) emotionalStart: Polarity | null;
  @Column('text', { nullable: true }) emotionalEnd: Polarity | null;
  @Column('text', { nullable: true }) conflict: string | null;
  @Column('boolean') isSequence: boolean;
  @Column('text', { array: true }) continuityAnchors: readonly string[];
  @Column('int', { nullable: true }) boardCardNumber: number | null;
  @Column('int', { nullable: true }) targetFrames: number | null;
}
