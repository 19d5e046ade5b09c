import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Capability } from '../pipeline/values/capability';
import { PROJECT_MODES, type ProjectMode } from '../pipeline/workspace/project';
import { Word } from './columns';

/** The wall: it owns a library, a budget, stories and runs, and a caller sees all of it or none. */
@Entity()
export class Project {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { unique: true }) key: string;
  @Column('text') name: string;
  @Word(PROJECT_MODES) mode: ProjectMode;
  @Column('text', { array: true, default: [] }) offlineFor: Capability[];
  @Column('int') rateNumerator: number;
  @Column('int') rateDenominator: number;
  @Column('int') width: number;
  @Column('int') height: number;
  /** It uses takes of others that share theirs, and they use its own. */
  @Column('boolean', { default: false }) sharesTakes: boolean;
  @Column('timestamptz') createdAt: Date;
}
