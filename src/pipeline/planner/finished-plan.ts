import { businessIssues } from './checks';
import { constrainedManifest } from './constraints/constrained-manifest';
import { warnOfConflicts } from './constraints/effect-conflicts';
import { warnOfLongNarrations } from './foreseen-narration';
import { jobsOf } from './jobs';
import type { Job } from './manifest/job-schema';
import type { Manifest, ManifestWithoutJobs } from './manifest/manifest-schema';
import { validateManifest } from './manifest/validate-manifest';
import type { PlanWarning } from './plan-warning';
import { qualityGate } from './quality-gate';
import { MOST_WARNINGS, type Warn, type Warnings } from './warnings';

/** What a treatment, or a draft from elsewhere, comes to. */
export interface Plan {
  /** What the treatment calls itself; absent where nothing does. */
  readonly title?: string;
  readonly manifest: Manifest;
  /** Those of the manifest: each stands behind all that it needs. */
  readonly jobs: readonly Job[];
  readonly warnings: readonly PlanWarning[];
  /** Whether anything had to be mended to make a manifest of it. */
  readonly usedRepair: boolean;
  /** Whether no scene was found in what came, and one stands in. */
  readonly isStandIn: boolean;
  /** Whether it is of the schema's shape, and every business check is content. */
  readonly valid: boolean;
}

export interface PlannedManifest {
  readonly manifest: ManifestWithoutJobs;
  readonly jobs: Job[];
}

/** The manifest as its profile demands it, with the jobs that make it. */
export function plannedManifest(unconstrained: ManifestWithoutJobs, warn: Warn): PlannedManifest {
  const manifest = constrainedManifest(unconstrained, warn);
  warnOfConflicts(manifest, warn);
  warnOfLongNarrations(manifest, warn);
  return { manifest, jobs: jobsOf(manifest, warn) };
}

interface Noticed {
  readonly warnings: Warnings;
  readonly usedRepair: boolean;
  readonly isStandIn?: boolean;
  /** What the draft had been warned of before. */
  readonly earlier?: readonly string[];
}

/** With all that was noticed on the way, and what is to be thought of it. */
export function finishedPlan(
  planned: PlannedManifest,
  { warnings, usedRepair, isStandIn = false, earlier = [] }: Noticed,
): Plan {
  const lines = [...new Set([...earlier, ...warnings.lines])];
  const kept = lines.slice(0, Math.max(MOST_WARNINGS, earlier.length));
  const warned: Manifest = { ...planned.manifest, jobs: planned.jobs, warnings: kept };
  const manifest: Manifest = { ...warned, qualityGate: qualityGate(warned) };
  return { manifest, jobs: manifest.jobs, warnings: warnings.list, usedRepair, isStandIn, valid: isValid(manifest) };
}

function isValid(manifest: Manifest): boolean {
  return validateManifest(manifest).length === 0 && businessIssues(manifest).length === 0;
}
