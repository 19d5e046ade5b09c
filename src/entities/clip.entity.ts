import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SLOT_OWNER_TYPES, type SlotOwnerType } from '../pipeline/library/slot';
import { TRACKS, type Track } from '../pipeline/timeline/clips';
import { Asset } from './asset.entity';
import { Word } from './columns';
import { Project } from './project.entity';
import { Timeline } from './timeline.entity';

/** What a cut shows and plays, as rows: the same as `timeline.cut` says, to be found by its asset. */
@Entity()
@Index('ix_clip_asset', ['assetId'])
@Check('ck_clip_span', 'position >= 0 AND start_frame >= 0 AND end_frame_exclusive >= start_frame')
export class Clip {
  @PrimaryColumn('uuid') timelineId: string;
  @ManyToOne(() => Timeline, { onDelete: 'CASCADE' }) @JoinColumn() timeline: Relation<Timeline>;
  @Word(TRACKS, { primary: true }) track: Track;
  @PrimaryColumn('int') position: number; // within its track, from 0
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Word(SLOT_OWNER_TYPES) ownerType: SlotOwnerType;
  @Column('uuid') ownerId: string; // as `slot.owner_id`: what it was laid out for
  @Column('uuid') assetId: string;
  @ManyToOne(() => Asset) @JoinColumn() asset: Relation<Asset>;
  @Column('int') startFrame: number;
  @Column('int') endFrameExclusive: number;
}
