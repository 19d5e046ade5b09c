import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { ASSET_STATUSES, type AssetStatus } from '../pipeline/library/asset';
import { Asset } from './asset.entity';
import { Sha256Column, Word } from './columns';
import { Project } from './project.entity';

/** One change of one asset's state. Never changed or deleted; each carries the hash of the one before it. */
@Entity()
@Unique('uq_audit_entry_seq', ['projectId', 'seq'])
@Index('ix_audit_entry_asset', ['assetId', 'seq'])
export class AuditEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('int') seq: number;
  @Column('timestamptz') at: Date;
  @Column('text') actor: string;
  @Column('uuid') assetId: string;
  @ManyToOne(() => Asset) @JoinColumn() asset: Relation<Asset>;
  @Word(ASSET_STATUSES, { nullable: true }) fromStatus: AssetStatus | null; // null: it was born so
  @Word(ASSET_STATUSES) toStatus: AssetStatus;
  @Column('text', { nullable: true }) reason: string | null;
  @Sha256Column() contentHash: string;
  @Sha256Column({ nullable: true }) wishHash: string | null;
  @Sha256Column({ nullable: true }) previousHash: string | null;
  @Sha256Column() hash: string;
}

/** The last number and hash of a project's audit: where the next entry is chained to. Taken last of all locks. */
@Entity()
export class AuditHead {
  @PrimaryColumn('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('int', { default: 0 }) lastSeq: number;
  @Sha256Column({ nullable: true }) lastHash: string | null;
}
