import type { EntityManager } from 'typeorm';
import type { Preferences } from './vendor';

/** What a project says of whom it asks, as a list of SQL; `of` is its row. */
export const preferencesIn = (of: string): string =>
  `${of}.mode, ${of}.offline_for AS "offlineFor", ${of}.provider_order AS "providerOrder"`;

/** What a project that is there says of whom it asks. */
export async function preferencesOf(manager: EntityManager, projectId: string): Promise<Preferences> {
  const [project] = await manager.query<[Preferences?]>(`SELECT ${preferencesIn('p')} FROM project p WHERE id = $1`, [
    projectId,
  ]);
  if (!project) throw new Error(`The project ${projectId} is gone.`);
  return project;
}
