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
}
