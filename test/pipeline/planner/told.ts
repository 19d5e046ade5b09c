import type { PlanWarning } from '../../../src/pipeline/planner/plan-warning';

/** What was warned of, in order. */
export function listener(): { readonly codes: () => string[]; readonly warn: (warning: PlanWarning) => void } {
  const told: PlanWarning[] = [];
  return { codes: () => told.map(({ code }) => code), warn: (warning) => void told.push(warning) };
}

export function codesOf({ warnings }: { readonly warnings: readonly PlanWarning[] }): string[] {
  return warnings.map(({ code }) => code);
}
