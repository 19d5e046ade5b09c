import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccessToken } from './access-token.entity';
import { Sha256Column } from './columns';

/** What a caller's key did the first time: the same key and input answer it again, the same key with another input is refused. */
@Entity()
export class IdempotencyRecord {
  @PrimaryColumn('uuid') tokenId: string;
  @ManyToOne(() => AccessToken) @JoinColumn() token: Relation<AccessToken>;
  @PrimaryColumn('text') key: string;
  @Column('text') operation: string;
  @Sha256Column() inputHash: string;
  @Column('jsonb', { nullable: true }) result: object | null; // set in the transaction that wrote the row
  @Column('timestamptz') at: Date;
}
