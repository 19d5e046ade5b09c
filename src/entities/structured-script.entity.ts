import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { TIERS, type Tier } from '../pipeline/production/tiers';
import type { ScriptBrief } from '../pipeline/script/writing/script-brief';
import type { WrittenScript } from '../pipeline/script/written-script';
import type { Asset } from './asset.entity';
import { SecondsColumn, Word } from './columns';
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
  /** That the director of photography was last asked for. */
  @Word(TIERS, { nullable: true }) directedTier: Tier | null;

  /** How long its film was asked to be; null where nobody asked. */
  @SecondsColumn({ nullable: true }) targetSeconds: number | null;
  /** What its draft is written from, beside its sources; null where it was imported. */
  @Column('jsonb', { nullable: true }) brief: ScriptBrief | null;
  /** The draft whose segments it has; null where it has none of a draft's. A take of its slot `draft`. */
  @Column('uuid', { nullable: true }) laidOutId: string | null;
}

/** A draft as it was written, beside the take that holds it. */
@Entity()
export class ScriptDraft {
  @PrimaryColumn('uuid') assetId: string;
  @ManyToOne('Asset', { onDelete: 'CASCADE' }) @JoinColumn() asset: Relation<Asset>;
  @Column('uuid') projectId: string;
  @Column('jsonb') script: WrittenScript;
  /** What whoever wrote or checked it has to say, in sentences. */
  @Column('text', { array: true, default: [] }) notes: string[];
}
