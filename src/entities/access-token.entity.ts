import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ROLES, type Role } from '../pipeline/workspace/caller';
import { Sha256Column, Word } from './columns';

/** Who may ask. Only the hash of a token is kept: the token itself is shown once. */
@Entity()
export class AccessToken {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Word(ROLES) role: Role;
  @Sha256Column({ unique: true }) tokenHash: string;
  @Column('uuid', { array: true, nullable: true }) projectIds: string[] | null; // null: the whole workspace
  @Column('text') createdBy: string;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
}
