import type { JsonValue } from '../values/canonical-json';
import type { Plan } from './finished-plan';
import { planOf, repairedPlan } from './plan';
import { addressesApart, addressesBack } from './repair/kept-addresses';
import { parseTreatment } from './treatment/parse-treatment';
import { withoutSecrets } from './treatment/without-secrets';

/** From a treatment as it came to its plan. What is secret goes no further than here. */
export function plannedText(text: string, hints: JsonValue): Plan {
  const treatment = parseTreatment(text);
  const { value, warnings } = withoutSecrets(hints);
  return planOf({ treatment: { ...treatment, warnings: [...treatment.warnings, ...warnings] }, hints: value });
}

/** From a draft of a manifest, whoever made it, to the nearest valid plan. */
export function plannedDraft(draft: JsonValue, hints: JsonValue): Plan {
  const apart = addressesApart(draft);
  const clean = withoutSecrets(apart.draft);
  const said = withoutSecrets(hints);
  return repairedPlan({
    draft: addressesBack({ ...apart, draft: clean.value }),
    hints: said.value,
    noticed: [...clean.warnings, ...said.warnings],
  });
}
