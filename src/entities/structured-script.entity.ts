import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Project } from './project.entity';

@Entity()
@Index('ix_structured_script_project', ['projectId', 'id'])
export class StructuredScript {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') name: string;
  @Column('int', { default: 1 }) revision: number;
  @Column('int', { default: 1 }) lockVersion: number;
  @Column('timestamptz') createdAt: Date;

  /** What the file said that it came in; null where it said nothing. `externalId` is the file's own `script_id`. */
  @Column('text', { nullable: true }) externalId: string | null;
  @Column('text', { nullable: true }) trialId: string | null;
  @Column('text', { nullable: true }) sourceDocument: string | null;
  @Column('text', { nullable: true }) generationPrompt: string | null;
  @Column('text', { nullable: true }) productionStyle: string | null;
  @Column('text', { nullable: true }) contentType: string | null;
  @Column('text', { nullable: true }) perspective: string | null;
  @Column('text', { nullable: true }) variantOf: string | null;
  @Column('text', { array: true, default: [] }) sourcesUsed: string[];
}
