import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Project } from './project.entity';

/**
 * Every wish that a slot of the project ever had, by its hash: what an asset was made for can be compared with what its slot
 * wants now. The database keeps it: see migrations/…-Wishes.
 */
@Entity()
export class Wish {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @PrimaryColumn('text') hash: string;
  @Column('jsonb') terms: object; // a SettledWish
}
