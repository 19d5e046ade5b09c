import { NotConfigured } from '../errors';
import type { Lack } from '../library/price';
import type { Preferences } from '../runner/vendor';
import { CAPABILITIES } from '../values/capability';
import type { ExplainerJob } from './explainer';

/** Of what is to be made; what is there needs nobody. */
export function lacksOf(jobs: readonly ExplainerJob[]): Lack[] {
  return jobs.flatMap(({ comesTo, lack }) => (comesTo === 'MADE' && lack ? [lack] : []));
}

/** Told at once, before anything is spent: for all that is to be made there is somebody who may be asked. */
export function assertSuppliers(lacks: readonly Lack[], project: Preferences): void {
  if (lacks.length > 0) throw nobodyFor(lacks, project);
}

function nobodyFor(lacks: readonly Lack[], { offlineFor }: Preferences): NotConfigured {
  const settings = [...new Set(lacks.flatMap(({ wouldDo }) => wouldDo.map(whatItNeeds)))];
  const configure = settings.length > 0 ? `Set ${settings.join(', or ')}; or make` : 'Make';
  const capabilities = CAPABILITIES.filter((known) => lacks.some(({ capability }) => capability === known));
  return new NotConfigured(`No supplier is configured for ${capabilities.join(', ')}.`, {
    expected: 'a supplier for all that is to be made',
    got: `a LIVE project that names ${offlineFor.join(', ') || 'nothing'} in offlineFor`,
    remedy: `${configure} the project OFFLINE, or name these capabilities in its offlineFor.`,
  });
}

function whatItNeeds({ name, settings }: Lack['wouldDo'][number]): string {
  return `${settings.join(' and ')} (${name})`;
}
