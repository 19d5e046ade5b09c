import { isReady } from './asset-words';
import { TIMING_CHECKS } from './checks/timing-checks';
import type { Manifest } from './manifest/manifest-schema';

export type QualityGate = NonNullable<Manifest['qualityGate']>;

/** What each shortcoming takes from a manifest without any. */
const TAKES = { duration: 0.4, assets: 0.3, warning: 0.02 } as const;

/** `requiredAssetsReady`: everything is there that no job of the plan makes. */
export function qualityGate(manifest: Manifest): QualityGate {
  const durationCompliance = TIMING_CHECKS.every(([, find]) => find(manifest).length === 0);
  const requiredAssetsReady = Object.values(manifest.assets).every(
    (asset) => asset.source === 'generated' || isReady(asset),
  );
  const score =
    1 -
    (durationCompliance ? 0 : TAKES.duration) -
    (requiredAssetsReady ? 0 : TAKES.assets) -
    (manifest.warnings ?? []).length * TAKES.warning;
  return { durationCompliance, requiredAssetsReady, manifestScore: Math.max(0, Math.round(score * 100) / 100) };
}
