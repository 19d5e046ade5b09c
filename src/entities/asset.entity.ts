import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { ASSET_STATUSES, ASSET_TYPES, type AssetStatus, type AssetType } from '../pipeline/library/asset';
import { CAPABILITIES, type Capability } from '../pipeline/values/capability';
import { FiniteColumn, MicrosColumn, MimeTypeColumn, SecondsColumn, Sha256Column, Word } from './columns';
import { Job } from './job.entity';
import { Project } from './project.entity';
import { Run } from './run.entity';
import { Slot } from './slot.entity';

/** The n-th take of a slot: one immutable piece of media with its recipe, its review and its cost. */
@Entity()
@Unique('uq_asset_take', ['slotId', 'take'])
@Index('ix_asset_project', ['projectId', 'id'])
@Index('ix_asset_kind', ['projectId', 'type', 'status', 'id'])
@Index('ix_asset_media', ['sha256', 'projectId'])
@Index('ix_asset_run', ['runId', 'id'])
@Index('ix_asset_origin', ['projectId', 'originRunId'], { where: 'origin_run_id IS NOT NULL' })
@Index('ix_asset_wish', ['projectId', 'wishHash'])
@Check('ck_asset_size', 'bytes >= 0 AND duration_seconds >= 0 AND width > 0 AND height > 0')
@Check('ck_asset_recipe', '(recipe_hash IS NULL) = (capability IS NULL) AND (recipe_hash IS NULL) = (provider IS NULL)')
export class Asset {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('uuid') slotId: string;
  @ManyToOne(() => Slot) @JoinColumn() slot: Relation<Slot>;
  @Column('int') take: number;
  @Column('int', { default: 1 }) lockVersion: number;
  @Word(ASSET_TYPES) type: AssetType;
  @Word(ASSET_STATUSES) status: AssetStatus;
  @Column('text') source: string;
  @Column('timestamptz') createdAt: Date;

  @Sha256Column() sha256: string;
  @MimeTypeColumn() mimeType: string;
  @Column('bigint') bytes: string;
  @SecondsColumn({ nullable: true }) durationSeconds: number | null;
  @Column('int', { nullable: true }) width: number | null;
  @Column('int', { nullable: true }) height: number | null;

  /** Of sound: as measured by EBU R 128. */
  @FiniteColumn({ nullable: true }) loudnessLufs: number | null;
  @FiniteColumn({ nullable: true }) truePeakDbtp: number | null;
  /** Of speech: where each sentence is heard. */
  @Column('jsonb', { default: [] }) sentences: { text: string; startSeconds: number; endSeconds: number }[];
  /** Of speech: where each word is heard. Null: whoever spoke it did not tell. */
  @Column('jsonb', { nullable: true }) words: { text: string; startSeconds: number; endSeconds: number }[] | null;

  @Column('text', { nullable: true }) describes: string | null;
  @Column('text', { array: true, default: [] }) tags: string[];
  @Column('text', { nullable: true }) text: string | null;
  @Column('text', { nullable: true }) voice: string | null;
  @Column('int', { nullable: true }) figureNumber: number | null;
  @Column('text', { nullable: true }) caption: string | null;
  @Column('text', { nullable: true }) notes: string | null;

  @Sha256Column() wishHash: string; // the wish it was made for: stale when the slot's differs

  /** The recipe: what really made it. Null throughout where it was imported. */
  @Sha256Column({ nullable: true }) recipeHash: string | null;
  @Word(CAPABILITIES, { nullable: true }) capability: Capability | null;
  @Column('text', { nullable: true }) provider: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { nullable: true }) prompt: string | null;
  @Column('jsonb', { default: {} }) parameters: object;
  @Column('jsonb', { default: [] }) inputs: { name: string; sha256: string }[];

  @Column('uuid', { nullable: true }) revisionOfId: string | null;
  @ManyToOne(() => Asset) @JoinColumn() revisionOf: Relation<Asset> | null;
  @Column('uuid', { nullable: true }) runId: string | null;
  @ManyToOne(() => Run) @JoinColumn() run: Relation<Run> | null;
  @Column('uuid', { nullable: true }) jobId: string | null;
  @ManyToOne(() => Job) @JoinColumn() job: Relation<Job> | null;
  /** Where an import took it from: the run by its name there, and the asset by its id there. */
  @Column('text', { nullable: true }) originRunId: string | null;
  @Column('text', { nullable: true }) externalId: string | null;
  @MicrosColumn({ default: 0 }) costMicros: bigint;
  @Column('text', { nullable: true }) generatedBy: string | null;
  @Column('timestamptz', { nullable: true }) generatedAt: Date | null;

  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('timestamptz', { nullable: true }) approvedAt: Date | null;
  @Column('text', { nullable: true }) approvedBy: string | null;
  @Sha256Column({ nullable: true }) approvedWishHash: string | null;
  @Column('text', { nullable: true }) rejectedReason: string | null;
}
