import type { EntityManager } from 'typeorm';

/** Whoever changes what a script says takes its row first, before slots and segments. NO KEY: what refers to the script may still be added. */
export async function lockScript(manager: EntityManager, scriptId: string): Promise<void> {
  await manager.query('SELECT 1 FROM structured_script WHERE id = $1 FOR NO KEY UPDATE', [scriptId]);
}

/** Several, in the order of their ids. */
export async function lockScriptsById(manager: EntityManager, scriptIds: readonly string[]): Promise<void> {
  await manager.query('SELECT 1 FROM structured_script WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [scriptIds]);
}

/** All of a project, in the order of their ids. */
export async function lockScripts(manager: EntityManager, projectId: string): Promise<void> {
  await manager.query('SELECT 1 FROM structured_script WHERE project_id = $1 ORDER BY id FOR NO KEY UPDATE', [
    projectId,
  ]);
}
