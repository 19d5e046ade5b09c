import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { ASSET_TYPES, type AssetType } from '../pipeline/library/asset';
import { SLOT_OWNER_TYPES, type SlotOwnerType } from '../pipeline/library/slot';
import { CAPABILITIES, type Capability } from '../pipeline/values/capability';
import type { Asset } from './asset.entity';
import { Sha256Column, Word } from './columns';
import { Project } from './project.entity';

/** A place to fill, and what it wants now. `part` names the place within its owner: `audio`, `picture`, `portrait:injured`. */
@Entity()
@Unique('uq_slot_owner_part', ['ownerId', 'part'])
@Index('ix_slot_project', ['projectId', 'id'])
export class Slot {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Word(SLOT_OWNER_TYPES) ownerType: SlotOwnerType;
  @Column('uuid') ownerId: string; // a row of the table that ownerType names: no foreign key can say so
  @Column('text') part: string;
  @Word(ASSET_TYPES) type: AssetType;
  @Sha256Column() wishHash: string;
  @Column('timestamptz') wishedAt: Date; // when the wish last changed
  @Word(CAPABILITIES) capability: Capability;
  @Column('text', { nullable: true }) provider: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { nullable: true }) prompt: string | null;
  @Column('jsonb', { default: {} }) parameters: object;
  @Column('jsonb', { default: [] }) inputs: { name: string; sha256: string }[];
  @Column('jsonb', { default: {} }) overrides: object;
  @Column('int', { default: 0 }) variation: number;

  /** The takes that a build would pick, now and among the approved. The database keeps them: see migrations/…-BestTakes. */
  @Column('uuid', { nullable: true }) currentId: string | null;
  @ManyToOne('Asset') @JoinColumn() current: Relation<Asset> | null;
  @Column('uuid', { nullable: true }) approvedId: string | null;
  @ManyToOne('Asset') @JoinColumn() approved: Relation<Asset> | null;
}
