import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SCREENPLAY_FORMATS, type ScreenplayFormat } from '../pipeline/screenplay/screenplay';
import { STORY_FORMATS, type StoryFormat } from '../pipeline/shots/shot';
import type { ShotListProblem } from '../pipeline/shots/shot-list';
import { Word } from './columns';
import { Project } from './project.entity';

/** A screenplay as it is now. Its text stands in its revisions. */
@Entity()
@Index('ix_screenplay_project', ['projectId', 'id'])
@Check('ck_screenplay_scenes', 'scene_count > 0')
export class Screenplay {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') title: string;
  @Column('text', { nullable: true }) author: string | null;
  @Word(STORY_FORMATS) format: StoryFormat;
  @Column('int') sceneCount: number;
  @Column('int', { default: 1 }) revision: number;
  @Column('int', { default: 1 }) lockVersion: number;
  @Column('jsonb', { default: [] }) problems: readonly ShotListProblem[];
  @Column('timestamptz') createdAt: Date;
}

/** A screenplay as it came in, to the letter. Never changed. */
@Entity()
export class ScreenplayRevision {
  @PrimaryColumn('uuid') screenplayId: string;
  @ManyToOne(() => Screenplay) @JoinColumn() screenplay: Relation<Screenplay>;
  @PrimaryColumn('int') revision: number;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('timestamptz') at: Date;
  @Column('text') by: string;
  @Word(SCREENPLAY_FORMATS) fileFormat: ScreenplayFormat;
  @Column('text') source: string;
}
