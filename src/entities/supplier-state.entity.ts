import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a supplier has behaved lately, for all processes at once: whether it may be asked, and when. */
@Entity()
export class SupplierState {
  @PrimaryColumn('text') name: string;
  @Column('int', { default: 0 }) failuresInRow: number;
  /** It is left alone until then; afterwards one call tries whether it is back. */
  @Column('timestamptz', { nullable: true }) openUntil: Date | null;
  /** The earliest moment of the next call that its rate allows. */
  @Column('timestamptz', { nullable: true }) nextAt: Date | null;
  /** Nobody asks it any more until a person says so. */
  @Column('text', { nullable: true }) stoppedReason: string | null;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column('timestamptz', { nullable: true }) lastErrorAt: Date | null;
  /** When somebody last tried it by hand, and how long it took then. */
  @Column('timestamptz', { nullable: true }) checkedAt: Date | null;
  @Column('float', { nullable: true }) checkedSeconds: number | null;
}
