import { ASSET_CHECKS, VOICE_CHECKS } from './checks/asset-checks';
import type { BusinessIssue } from './checks/business-issue';
import { JOB_CHECKS } from './checks/job-checks';
import { TIMING_CHECKS } from './checks/timing-checks';
import type { Manifest } from './manifest/manifest-schema';

const CHECKS = [...TIMING_CHECKS, ...ASSET_CHECKS, ...VOICE_CHECKS, ...JOB_CHECKS];

/** What a schema cannot say of a manifest: all rules are looked at, whatever the first ones find. Empty: it can be made. */
export function businessIssues(manifest: Manifest): readonly BusinessIssue[] {
  return CHECKS.flatMap(([code, find]) => find(manifest).map((finding) => ({ code, ...finding })));
}
