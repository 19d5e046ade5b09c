import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { Claim } from '../pipeline/script/claim';
import {
  DISPLAY_MODES,
  type DisplayMode,
  FIGURE_KINDS,
  type FigureKind,
  SEGMENT_INTENTS,
  type SegmentIntent,
} from '../pipeline/script/segment';
import type { SourceAttribution } from '../pipeline/script/written-script';
import { SecondsColumn, Word } from './columns';
import { Document } from './document.entity';
import { Project } from './project.entity';
import { StructuredScript } from './structured-script.entity';

/** One narrated paragraph. Its id names the living line through edits; `idx` counts from 0. */
@Entity()
@Unique('uq_segment_script_idx', ['scriptId', 'idx'], { deferrable: 'INITIALLY DEFERRED' })
@Check('ck_segment_importance', 'importance BETWEEN 0 AND 1')
export class Segment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') scriptId: string;
  @ManyToOne(() => StructuredScript) @JoinColumn() script: Relation<StructuredScript>;
  @Column('int') idx: number;
  @Column('text') text: string;
  @Word(SEGMENT_INTENTS) intent: SegmentIntent;
  @Column('text', { array: true, default: [] }) keyConcepts: string[];
  @Column('float', { default: 0.5 }) importance: number;
  @Column('text', { nullable: true }) visualDirection: string | null;
  @Word(DISPLAY_MODES, { nullable: true }) displayMode: DisplayMode | null;
  /** What the tier gives it, where nobody decided. */
  @Word(DISPLAY_MODES, { nullable: true }) directedMode: DisplayMode | null;
  @Column('text', { nullable: true }) directedDirection: string | null;
  @Column('boolean', { default: false }) directedClip: boolean;
  @SecondsColumn() estimatedSeconds: number;
  @SecondsColumn({ nullable: true }) actualSeconds: number | null; // null until narrated
  @Column('int', { default: 1 }) lockVersion: number;
  @Column('text', { nullable: true }) perspective: string | null;
  @Column('text', { nullable: true }) contentTypeHint: string | null;
  @Column('jsonb', { default: [] }) sourceAttributions: SourceAttribution[];
  @Column('jsonb', { default: [] }) claims: Claim[]; // none where nobody checked
}

/** A figure or table that the text of a segment names, in the order of mention, each once. */
@Entity()
export class FigureReference {
  @PrimaryColumn('uuid') segmentId: string;
  @ManyToOne(() => Segment, { onDelete: 'CASCADE' }) @JoinColumn() segment: Relation<Segment>;
  @PrimaryColumn('int') position: number;
  @Column('uuid') projectId: string;
  @Word(FIGURE_KINDS) kind: FigureKind;
  @Column('int') number: number;
  @Column('text', { nullable: true }) panel: string | null;
  @Column('uuid', { nullable: true }) documentId: string | null; // whose, where the segment says it
  @ManyToOne(() => Document, { onDelete: 'SET NULL' }) @JoinColumn() document: Relation<Document> | null;
}
