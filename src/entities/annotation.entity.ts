import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Asset } from './asset.entity';
import { SecondsColumn } from './columns';
import { Project } from './project.entity';

/** What somebody says about an asset, about a stretch of it or a part of its picture, until it is resolved. */
@Entity()
@Index('ix_annotation_asset', ['assetId', 'id'])
@Check(
  'ck_annotation_span',
  '(start_seconds IS NULL) = (duration_seconds IS NULL) AND start_seconds + duration_seconds <= 1000000',
)
@Check(
  'ck_annotation_region',
  '(x IS NULL) = (width IS NULL) AND (y IS NULL) = (height IS NULL) AND (x IS NULL) = (y IS NULL)',
)
@Check('ck_annotation_across', 'x >= 0 AND width > 0 AND x + width <= 1.000000001')
@Check('ck_annotation_down', 'y >= 0 AND height > 0 AND y + height <= 1.000000001')
@Check('ck_annotation_resolved', '(resolved_at IS NULL) = (resolved_by IS NULL)')
export class Annotation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') assetId: string;
  @ManyToOne(() => Asset) @JoinColumn() asset: Relation<Asset>;
  @Column('text') author: string;
  @Column('timestamptz') at: Date;
  @Column('text') body: string;

  /** From the beginning of the asset. */
  @SecondsColumn({ nullable: true }) startSeconds: number | null;
  @SecondsColumn({ nullable: true }) durationSeconds: number | null;

  /** Fractions of the picture, from its left and its top. */
  @Column('float', { nullable: true }) x: number | null;
  @Column('float', { nullable: true }) y: number | null;
  @Column('float', { nullable: true }) width: number | null;
  @Column('float', { nullable: true }) height: number | null;

  @Column('timestamptz', { nullable: true }) resolvedAt: Date | null;
  @Column('text', { nullable: true }) resolvedBy: string | null;
}
