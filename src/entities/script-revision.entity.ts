import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Project } from './project.entity';
import { StructuredScript } from './structured-script.entity';

/** A script as it was: its segments in their order, as rows with the figures that they name. Never changed. */
@Entity()
export class ScriptRevision {
  @PrimaryColumn('uuid') scriptId: string;
  @ManyToOne(() => StructuredScript) @JoinColumn() script: Relation<StructuredScript>;
  @PrimaryColumn('int') revision: number;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('timestamptz') at: Date;
  @Column('text') by: string;
  @Column('text') change: string;
  @Column('json') segments: object[]; // json, not jsonb: it is written at each edit and seldom read
}
