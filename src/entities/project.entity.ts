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
  /** Who is asked first: houses or names of suppliers, by capability. */
  @Column('jsonb', { default: {} }) providerOrder: Partial<Record<Capability, string[]>>;
  /** How those who speak are to sound: words for every supplier, or `elevenlabs=…, openai=…`. */
  @Column('jsonb', { default: {} }) voiceMap: Record<string, string>;
  /** What a style of the project's own means, in the words that painters are given. */
  @Column('jsonb', { default: {} }) styles: Record<string, string>;
  /** How words are said, by how they are written. */
  @Column('jsonb', { default: {} }) pronunciations: Record<string, string>;
  @Column('int') rateNumerator: number;
  @Column('int') rateDenominator: number;
  @Column('int') width: number;
  @Column('int') height: number;
  /** It uses takes of others that share theirs, and they use its own. */
  @Column('boolean', { default: false }) sharesTakes: boolean;
  @Column('timestamptz') createdAt: Date;
}
