import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ProbedMedia } from '../pipeline/library/probed-media';
import { Sha256Column } from './columns';
import { Project } from './project.entity';

/** Bytes that a client may bring by PUT until it expires, and the blob that they became. */
@Entity()
@Index('ix_upload_expiry', ['expiresAt'])
@Check('ck_upload_bytes', 'bytes > 0')
export class Upload {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') projectId: string;
  @ManyToOne(() => Project) @JoinColumn() project: Relation<Project>;
  @Column('text') fileName: string; // as its owner calls it: never a path of ours
  @Column('text') mimeType: string; // as claimed; what it is, is asked of the bytes
  @Column('bigint') bytes: string; // as announced: the most that is read
  @Sha256Column({ nullable: true }) expectedSha256: string | null;
  @Sha256Column({ nullable: true }) sha256: string | null; // null until it came
  @Column('jsonb', { nullable: true }) facts: ProbedMedia | null; // what a probe found in it, once it came
  @Column('text') createdBy: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) storedAt: Date | null;
}
