import type { EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { NotConfigured } from '../errors';
import type { Capability } from '../values/capability';

/**
 * Told at once, before anything is spent: a LIVE project uses an offline supplier only for the capabilities that it names, and
 * this release has no other suppliers.
 */
export async function assertSuppliers(
  manager: EntityManager,
  projectId: string,
  capabilities: readonly Capability[],
): Promise<void> {
  const { mode, offlineFor } = await manager.findOneByOrFail(Project, { id: projectId });
  const missing = mode === 'OFFLINE' ? [] : capabilities.filter((capability) => !offlineFor.includes(capability));
  if (missing.length === 0) return;
  throw new NotConfigured(`No supplier is configured for ${missing.join(', ')}.`, {
    expected: 'a supplier for each capability that is needed',
    got: `a LIVE project that names ${offlineFor.join(', ') || 'nothing'} in offlineFor`,
    remedy: 'Make the project OFFLINE, or name these capabilities in its offlineFor.',
  });
}
