import type { EntityManager } from 'typeorm';
import { NotConfigured } from '../errors';
import type { Lack, PriceList } from '../library/price';
import { preferencesOf } from '../runner/preferences-of.verb';
import type { Preferences } from '../runner/vendor';
import type { Capability } from '../values/capability';

/** Told at once, before anything is spent: for each capability that is needed there is somebody who may be asked. */
export async function assertSuppliers(
  manager: EntityManager,
  prices: PriceList,
  { projectId, capabilities }: { readonly projectId: string; readonly capabilities: readonly Capability[] },
): Promise<Preferences> {
  const project = await preferencesOf(manager, projectId);
  const lacks = capabilities.map((capability) => prices.lackOf(capability, project)).filter((lack) => lack !== null);
  if (lacks.length > 0) throw nobodyFor(lacks, project);
  return project;
}

function nobodyFor(lacks: readonly Lack[], { offlineFor }: Preferences): NotConfigured {
  const settings = [...new Set(lacks.flatMap(({ wouldDo }) => wouldDo.map(whatItNeeds)))];
  const configure = settings.length > 0 ? `Set ${settings.join(', or ')}; or make` : 'Make';
  return new NotConfigured(`No supplier is configured for ${lacks.map(({ capability }) => capability).join(', ')}.`, {
    expected: 'a supplier for each capability that is needed',
    got: `a LIVE project that names ${offlineFor.join(', ') || 'nothing'} in offlineFor`,
    remedy: `${configure} the project OFFLINE, or name these capabilities in its offlineFor.`,
  });
}

function whatItNeeds({ name, settings }: Lack['wouldDo'][number]): string {
  return `${settings.join(' and ')} (${name})`;
}
