import type { EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { canonicalJson } from '../values/canonical-json';
import type { ProjectLine } from './project-log.verb';

/** What of a project may change, and what the contract calls it. */
const MEMBERS = {
  name: 'name',
  sharesTakes: 'sharesTakes',
  offlineFor: 'offlineFor',
  providerOrder: 'providerOrder',
  voiceMap: 'voices',
  styles: 'styles',
  pronunciations: 'pronunciations',
} as const satisfies Partial<Record<keyof Project, string>>;

type Changeable = keyof typeof MEMBERS;

export interface ProjectChange {
  readonly projectId: string;
  readonly actor: string;
  /** What is left out stays as it is. */
  readonly values: { readonly [Column in Changeable]?: Project[Column] | undefined };
}

/**
 * Keeps what is named, and answers what the project's log is to say of it: nothing where all stays as it was. Holds the project's row
 * until the commit, so an import under way is waited for, and one that comes later sees what is kept.
 */
export async function changeProject(
  manager: EntityManager,
  { projectId, actor, values }: ProjectChange,
): Promise<ProjectLine[]> {
  const before = await manager.findOneOrFail(Project, {
    where: { id: projectId },
    lock: { mode: 'for_no_key_update' },
  });
  const members = (Object.keys(MEMBERS) as Changeable[]).filter((column) => {
    const value = values[column];
    return value !== undefined && canonicalJson(value) !== canonicalJson(before[column]);
  });
  if (members.length === 0) return [];
  await manager.update(Project, projectId, values as object);
  const facts = { members: members.map((column) => MEMBERS[column]) };
  return [{ projectId, actor, kind: 'PROJECT_CHANGED', subjectId: projectId, facts }];
}
