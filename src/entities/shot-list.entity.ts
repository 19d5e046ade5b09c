import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { STORY_FORMATS, type StoryFormat } from '../pipeline/shots/shot';
import { Word } from './columns';
import { Project } from './project.entity';

@Entity()
@Index('ix_shot_list_project', ['projectId', 'id'])
@Check('ck_shot_list_rate', 'rate_numerator > 0 AND rate_denominator > 0')
export class ShotList {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') title: string;
  @Word(STORY_FORMATS) format: StoryFormat;
  @Column('int') rateNumerator: number;
  @Column('int') rateDenominator: number;
  @Column('int', { default: 1 }) revision: number;
  @Column('int', { default: 1 }) lockVersion: number;
  @Column('timestamptz') createdAt: Date;
}

/** A person of the story, with one portrait for each look. */
@Entity()
@Unique('uq_character_key', ['shotListId', 'key'])
export class Character {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') shotListId: string;
  @ManyToOne(() => ShotList) @JoinColumn() shotList: Relation<ShotList>;
  @Column('text') key: string;
  @Column('text') name: string;
}

/** A place of the story. */
@Entity()
@Unique('uq_setting_key', ['shotListId', 'key'])
export class Setting {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @Column('uuid') shotListId: string;
  @ManyToOne(() => ShotList) @JoinColumn() shotList: Relation<ShotList>;
  @Column('text') key: string;
  @Column('text') name: string;
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
}
