import { builtManifest } from './build-manifest';
import { finishedPlan, type Plan, plannedManifest } from './finished-plan';
import { type SettledHints, settledHints } from './hints';
import { isRecord } from './json/json-value';
import { plainJson } from './json/plain-json';
import { storable } from './json/storable';
import { minimalManifest } from './minimal-manifest';
import type { PlanWarning } from './plan-warning';
import { draftOf } from './repair/draft-schema';
import { warnOfOtherJobs } from './repair/other-jobs';
import { repairedManifest } from './repair/repaired-manifest';
import { sumOf } from './timing';
import { NOTHING_SAID, type Overview, type Treatment } from './treatment/treatment';
import { type Warn, Warnings } from './warnings';

export interface TreatmentToPlan {
  readonly treatment: Treatment;
  /** As they come: `{ userUI, analyzerJson, refinerJson, scriptJson }`. */
  readonly hints: unknown;
}

/** A plan for any treatment: one without scenes gets the least that is a film. */
export function planOf({ treatment: written, hints }: TreatmentToPlan): Plan {
  const warnings = new Warnings();
  const treatment = storable(written);
  return { ...planWith(treatment, hints, warnings), ...(treatment.title !== null && { title: treatment.title }) };
}

function planWith(treatment: Treatment, hints: unknown, warnings: Warnings): Plan {
  for (const warning of treatment.warnings) warnings.add(warning);
  const settled = settledHints(hints, overviewOf(treatment), warnings.add);
  if (treatment.scenes.length === 0) return fallback(settled, warnings);
  const planned = plannedManifest(builtManifest(treatment, settled, warnings.add), warnings.add);
  const plan = finishedPlan(planned, { warnings, usedRepair: false });
  return plan.valid ? plan : repaired(plan.manifest, settled, warnings);
}

export interface DraftToRepair {
  /** Anything. */
  readonly draft: unknown;
  readonly hints: unknown;
  /** What was removed from them on the way here. */
  readonly noticed?: readonly PlanWarning[];
}

/** The nearest valid plan to a draft: of what can be used nothing is changed, and every change is a warning. */
export function repairedPlan({ draft, hints, noticed = [] }: DraftToRepair): Plan {
  const warnings = new Warnings();
  for (const warning of noticed) warnings.add(warning);
  const settled = settledHints(hints, NOTHING_SAID, warnings.add);
  return repaired(draft, settled, warnings);
}

function repaired(value: unknown, settled: SettledHints, warnings: Warnings): Plan {
  const repairs = new Warnings();
  const note: Warn = (warning) => {
    repairs.add(warning);
    warnings.add(warning);
  };
  const json = plainJson(value, note);
  const draft = isRecord(json) ? draftOf(json, note) : undefined;
  if (!draft) return fallback(settled, warnings);
  const planned = plannedManifest(repairedManifest(draft, settled, note), warnings.add);
  warnOfOtherJobs(draft.jobs, planned.jobs, note);
  const plan = finishedPlan(planned, {
    warnings,
    usedRepair: !repairs.isEmpty,
    isStandIn: (draft.scenes ?? []).length === 0,
    earlier: draft.warnings,
  });
  return plan.valid ? plan : fallback(settled, warnings);
}

function fallback(settled: SettledHints, warnings: Warnings): Plan {
  const message = 'Nothing that could be planned was found; a plan with one background stands in. Please review it.';
  warnings.add({ code: 'MINIMAL_FALLBACK', message, path: null });
  return finishedPlan(plannedManifest(minimalManifest(settled), warnings.add), {
    warnings,
    usedRepair: true,
    isStandIn: true,
  });
}

/** Where the treatment says no total but how long each scene is, that is what is meant. */
function overviewOf({ overview, scenes }: Treatment): Overview {
  const stated = scenes.map(({ durationMs }) => durationMs ?? 0);
  const isAllStated = stated.length > 0 && stated.every((ms) => ms > 0);
  return { ...overview, durationMs: overview.durationMs ?? (isAllStated ? sumOf(stated) : null) };
}
