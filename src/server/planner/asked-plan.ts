import { z } from 'zod';
import { isRecord } from '../../pipeline/planner/json/json-value';
import type { JsonObject } from '../../pipeline/values/canonical-json';
import { globalId } from '../../pipeline/values/global-id';
import { BodyRefused, type Issue } from './refusals';
import { unsafeParts } from './unsafe-parts';

const said = z.string().nullish();
const document = z.custom<JsonObject>(isRecord, 'must be an object').nullish();

/**
 * The seed's body, and `projectId`. What else a user interface says goes on to the planner, which knows more words than these
 * (`duration`, `voiceId`) and passes over the rest.
 */
const askedPlan = z.strictObject({
  /** The `manifestId` of an earlier plan. */
  studioBlueprintId: z.guid().nullable(),
  treatmentText: z.string().min(1),
  analyzerJson: document,
  refinerJson: document,
  scriptJson: document,
  userUI: z.looseObject({
    userId: z.guid().nullable(),
    durationSeconds: z.number().positive().nullish(),
    aspectRatio: said,
    platform: said,
    language: said,
    tone: said,
    profile: said,
  }),
  projectId: said,
});

export interface AskedPlan {
  /** An id or a key; null: nothing is said. */
  readonly project: string | null;
  readonly treatment: string;
  readonly hints: object;
}

/** What is asked of `planProduction`. Whose it is the token says: what `userUI.userId` claims goes no further. */
export function askedPlanOf(body: unknown): AskedPlan {
  const unsafe = unsafeParts(body);
  if (unsafe.length > 0) throw new BodyRefused(unsafe);
  const { data, error } = askedPlan.safeParse(body);
  if (!data) throw new BodyRefused(error.issues.map(issueOf));
  const { studioBlueprintId: blueprint, treatmentText: treatment, projectId: project = null } = data;
  const { userId: _, ...ui } = data.userUI;
  const { analyzerJson: analyzer, refinerJson: refiner, scriptJson: script } = data;
  const studioBlueprintId = blueprint && globalId('ProductionPlan', blueprint.toLowerCase());
  return { project, treatment, hints: { ...ui, studioBlueprintId, analyzer, refiner, script } };
}

/** Of zod's issues what names the place and the fault; none of them quotes a value. */
function issueOf({ code, path, message }: z.core.$ZodIssue): Issue {
  return { code, path: path.filter((key) => typeof key !== 'symbol'), message };
}
