import { setTimeout as delay } from 'node:timers/promises';
import type { TextRequest, Written } from '../../providers/text/text';
import { failureOf } from '../runner/failure';
import { SupplierClosed, SupplierFailed } from '../runner/supplier-failed';
import { askLeave, noteFailure, noteSuccess } from '../runner/supplier-state.verb';
import { unlessAborted } from '../runner/unless-aborted.tool';
import type { JsonValue } from '../values/canonical-json';
import { type ChosenWriter, chosenWriter, type ModelAsk, type PlannerModel } from './choose-writer.stage';
import { type Admission, admit, type PlannedCall, settled, type Used } from './model-use.verb';
import type { PlanWarning } from './plan-warning';
import { type PlannerOutcome, type PlannerPurpose, type Unhelped, unhelped } from './planner-call';

/** What a model is asked. */
export interface Question<Answer> {
  readonly purpose: PlannerPurpose;
  readonly request: TextRequest;
  /** Why it is asked of nobody, though somebody might be; null: it is. */
  readonly unfit: string | null;
  /** What a reply says, whatever it is; null: nothing that is of use. */
  readonly read: (value: JsonValue, by: Writing) => Answer | null;
}

export interface Writing {
  readonly provider: string;
  readonly model: string;
}

export type Asked<Answer> =
  | { readonly is: 'ANSWERED'; readonly answer: Answer; readonly by: Writing }
  | { readonly is: 'UNHELPED'; readonly warning: PlanWarning }
  /** There is nobody who might be asked, and nothing to be told of it. */
  | { readonly is: 'NOBODY' };

interface Asking<Answer> {
  readonly question: Question<Answer>;
  readonly ask: ModelAsk;
  readonly model: PlannerModel;
}

/**
 * Asks a model once, within its limit of time and however it behaves, and writes down what that used. Whatever goes wrong is a warning: all that is ever
 * thrown is why `ask.signal` was aborted.
 */
export async function askModel<Answer>(asking: Asking<Answer>): Promise<Asked<Answer>> {
  const { question, ask, model } = asking;
  const { purpose, request, unfit } = question;
  ask.signal.throwIfAborted();
  const tooLong = AbortSignal.timeout(model.limits[purpose].patienceMs);
  const within = AbortSignal.any([ask.signal, tooLong]);
  try {
    const choosing = chosenWriter({ ask: { ...ask, signal: within }, model, request });
    const chosen = await unlessAborted(choosing, within);
    if (chosen === null) return { is: 'NOBODY' };
    if (unfit !== null) return unhelpedBy(purpose, 'FAILED', unfit);
    if ('reason' in chosen) return unhelpedBy(purpose, 'FAILED', chosen.reason);
    return await admitted(asking, chosen, within);
  } catch (error) {
    if (ask.signal.aborted) throw ask.signal.reason;
    if (tooLong.aborted) return unhelpedBy(purpose, 'TIMED_OUT');
    model.log.warn({ purpose, projectId: ask.projectId, err: error }, 'no model could be asked for a plan');
    return unhelpedBy(purpose, 'FAILED');
  }
}

const REASONS: Readonly<Record<Unhelped, string>> = {
  TIMED_OUT: 'The model took too long',
  BAD_REPLY: 'What the model replied is of no use',
  LIMITED: 'Models were asked as often as they may be for now',
  FAILED: 'The model could not be asked',
};

function unhelpedBy(purpose: PlannerPurpose, why: Unhelped, reason = REASONS[why]) {
  return { is: 'UNHELPED', warning: unhelped(purpose, why, reason) } as const;
}

const REFUSALS: Readonly<Record<Exclude<Admission, 'ADMITTED'>, string>> = {
  LIMITED: REASONS.LIMITED,
  UNPAID: 'What is left of the budget of the project does not pay for a model',
};

async function admitted<Answer>(
  asking: Asking<Answer>,
  chosen: ChosenWriter,
  within: AbortSignal,
): Promise<Asked<Answer>> {
  const { question, ask, model } = asking;
  const { purpose } = question;
  const { provider, ceilingMicros } = chosen;
  const by = { provider: provider.name, model: chosen.model.name };
  const { projectId, caller } = ask;
  const call = { id: model.newId(), projectId, caller, purpose, ...by, ceilingMicros, at: model.now() };
  const admission = await unlessAborted(admit(model.store, call, model.limits[purpose]), within);
  if (admission !== 'ADMITTED') return unhelpedBy(purpose, 'LIMITED', REFUSALS[admission]);
  const told = await toldBy(asking, { chosen, call, within });
  await remember(model, call, told);
  if (told.used.outcome === 'CANCELLED') throw ask.signal.reason;
  return told.answer === null
    ? unhelpedBy(purpose, whyOf(told.used.outcome))
    : { is: 'ANSWERED', answer: told.answer, by };
}

interface Calling {
  readonly chosen: ChosenWriter;
  readonly call: PlannedCall;
  readonly within: AbortSignal;
}

interface Told<Answer> {
  readonly answer: Answer | null;
  readonly used: Used;
  /** Null: it answered. */
  readonly error: unknown;
}

/** Never throws. */
async function toldBy<Answer>({ question, ask, model }: Asking<Answer>, calling: Calling): Promise<Told<Answer>> {
  const beganMs = performance.now();
  const after = (used: Omit<Used, 'durationMs'>): Used => ({ ...used, durationMs: performance.now() - beganMs });
  let isSent = false;
  try {
    await takeTurn(model, calling);
    isSent = true;
    const { value, tokens, costMicros } = await unlessAborted(written(question.request, calling), calling.within);
    const answer = question.read(value, calling.call);
    const outcome = answer === null ? 'BAD_REPLY' : 'ANSWERED';
    return { answer, used: after({ outcome, tokens, costMicros }), error: null };
  } catch (error) {
    const outcome = ask.signal.aborted ? 'CANCELLED' : calling.within.aborted ? 'TIMED_OUT' : outcomeOf(error);
    return { answer: null, used: after({ outcome, tokens: null, costMicros: isSent ? billedBy(error) : 0n }), error };
  }
}

/** Within the rate of the supplier, over all processes; not at all while it is left alone. */
async function takeTurn({ store }: PlannerModel, { chosen: { provider, rate }, within }: Calling): Promise<void> {
  const { name } = provider;
  const leave = await unlessAborted(
    store.transaction((manager) => askLeave(manager, { name, rate })),
    within,
  );
  if (leave.is === 'GO') return delay(leave.waitMs, undefined, { signal: within });
  throw new SupplierClosed({ code: 'TRANSIENT', message: `${name} is not asked for now.`, billed: 'NOTHING' });
}

function written(request: TextRequest, { chosen, call, within }: Calling): Promise<Written> {
  const { provider, means, model } = chosen;
  const idempotencyKey = `workprint-plan-${call.id}`;
  return provider.make(request, { means, model, signal: within, idempotencyKey, progress: () => undefined });
}

function outcomeOf(error: unknown): PlannerOutcome {
  const code = error instanceof SupplierFailed ? error.code : null;
  return code === 'BAD_REPLY' || code === 'TIMED_OUT' ? code : 'FAILED';
}

const whyOf = (outcome: PlannerOutcome): Unhelped =>
  outcome === 'BAD_REPLY' || outcome === 'TIMED_OUT' ? outcome : 'FAILED';

/** Null: nobody knows. */
function billedBy(error: unknown): bigint | null {
  const billed = error instanceof SupplierFailed ? error.billed : 'UNKNOWN';
  if (billed === 'UNKNOWN') return null;
  return billed === 'NOTHING' ? 0n : billed.micros;
}

/** Numbers and names alone: what a supplier says of a failure may be what it was told. */
async function remember(model: PlannerModel, call: PlannedCall, { used, error }: Told<unknown>): Promise<void> {
  const { projectId, purpose, provider, model: named } = call;
  const { outcome, tokens, costMicros, durationMs } = used;
  model.log.info(
    {
      ...{ purpose, projectId, provider, model: named, outcome, code: codeOf(error) },
      ...{ tokensRead: tokens?.read ?? null, tokensWritten: tokens?.written ?? null },
      ...{ costMicros: (costMicros ?? call.ceilingMicros).toString(), ms: Math.round(durationMs) },
    },
    'a model was asked for a plan',
  );
  if (outcome === 'FAILED' && !(error instanceof SupplierFailed))
    model.log.warn(
      { purpose, projectId, stack: framesOf(error) },
      'a model was asked for a plan, and something is wrong',
    );
  try {
    await model.store.transaction(async (manager) => {
      await settled(manager, call.id, used);
      if (error === null) await noteSuccess(manager, provider);
      else if (saysHowItIs(error)) {
        const failure = failureOf(error, 'a plan', provider);
        await noteFailure(manager, provider, { failure, retryAfterSeconds: error.retryAfterSeconds });
      }
    });
  } catch (err) {
    model.log.warn({ purpose, projectId, err }, 'what a model used for a plan could not be written down');
  }
}

function codeOf(error: unknown): string | null {
  if (error === null) return null;
  return error instanceof SupplierFailed ? error.code : error instanceof Error ? error.name : typeof error;
}

const framesOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];

/**
 * What runs go by, too. That it was not as quick as we want it, or broke off at so few tokens, says nothing of it.
 */
function saysHowItIs(error: unknown): error is SupplierFailed {
  if (!(error instanceof SupplierFailed) || error instanceof SupplierClosed) return false;
  return ['RATE_LIMITED', 'TRANSIENT', 'UNAUTHORISED', 'OUT_OF_CREDIT'].includes(error.code);
}
