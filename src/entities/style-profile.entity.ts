import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { StyleReference } from '../pipeline/script/style/reference';
import type { StyleProfile as Profile } from '../pipeline/script/style-profile';
import { Project } from './project.entity';

/** How reference transcripts speak. Their words are not kept: only what they came in, and its hash. */
@Entity()
@Index('ix_style_profile_project', ['projectId', 'id'])
export class StyleProfile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') name: string;
  @Column('jsonb') profile: Profile;
  @Column('jsonb') learnedFrom: readonly StyleReference[];
  @Column('timestamptz') createdAt: Date;
  @Column('text') createdBy: string;
}
