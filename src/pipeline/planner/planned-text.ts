import type { JsonValue } from '../values/canonical-json';
import type { Plan } from './finished-plan';
import { planOf, repairedPlan } from './plan';
import type { PlanWarning } from './plan-warning';
import { addressesApart, addressesBack } from './repair/kept-addresses';
import { parseTreatment } from './treatment/parse-treatment';
import type { Treatment } from './treatment/treatment';
import { withoutSecrets } from './treatment/without-secrets';

/** From a treatment as it came to its plan. What is secret goes no further than here. */
export function plannedText(text: string, hints: JsonValue): Plan {
  return plannedTreatment(parseTreatment(text), hints);
}

/** The same for a treatment that has been read, by whomever. */
export function plannedTreatment(treatment: Treatment, hints: JsonValue): Plan {
  const { value, warnings } = withoutSecrets(hints);
  return planOf({ treatment: { ...treatment, warnings: [...treatment.warnings, ...warnings] }, hints: value });
}

/** From a draft of a manifest, whoever made it, to the nearest valid plan. `noticed`: what is to be told of how it came. */
export function plannedDraft(draft: JsonValue, hints: JsonValue, noticed: readonly PlanWarning[] = []): Plan {
  const apart = addressesApart(draft);
  const clean = withoutSecrets(apart.draft);
  const said = withoutSecrets(hints);
  return repairedPlan({
    draft: addressesBack({ ...apart, draft: clean.value }),
    hints: said.value,
    noticed: [...noticed, ...clean.warnings, ...said.warnings],
  });
}
