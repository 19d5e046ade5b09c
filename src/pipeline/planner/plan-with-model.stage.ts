import type { JsonValue } from '../values/canonical-json';
import type { ModelAsk, PlannerModel } from './choose-writer.stage';
import { extracted } from './extraction.agent';
import type { Plan } from './finished-plan';
import { mended } from './manifest-repair.agent';
import { plannedDraft, plannedText, plannedTreatment } from './planned-text';
import { parseTreatment } from './treatment/parse-treatment';

export type { ModelAsk, PlannerModel } from './choose-writer.stage';

/** `plannedText`, with a model's reading where the text has no scenes of its own and one may be asked. */
export async function plannedTextWithModel(
  text: string,
  hints: JsonValue,
  ask: ModelAsk,
  model: PlannerModel | null,
): Promise<Plan> {
  if (model === null || ask.mode !== 'LIVE') return plannedText(text, hints);
  const parsed = parseTreatment(text);
  return plannedTreatment(parsed.isMarked ? parsed : await extracted(parsed, text, { ask, model }), hints);
}

/** `plannedDraft`, with a model's repair where it is enabled and needed: no scene is found in the draft. */
export async function plannedDraftWithModel(
  draft: JsonValue,
  hints: JsonValue,
  ask: ModelAsk,
  model: PlannerModel | null,
): Promise<Plan> {
  const plan = plannedDraft(draft, hints);
  const isAsked = model?.isRepairOn === true && ask.mode === 'LIVE' && plan.isStandIn && hasParts(draft);
  return isAsked ? mended({ draft, hints, plan }, { ask, model }) : plan;
}

function hasParts(draft: JsonValue): boolean {
  return typeof draft === 'object' && draft !== null && Object.keys(draft).length > 0;
}
