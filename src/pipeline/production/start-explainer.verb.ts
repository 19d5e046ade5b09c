import type { DataSource, EntityManager } from 'typeorm';
import { openRun } from '../runner/open-run.verb';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { ensureTimeline } from './ensure-timeline.verb';
import { type AskedExplainer, planExplainer } from './plan-explainer.verb';
import { capsOf, type JobTypeCap } from './run-caps';

export interface NewExplainer extends AskedExplainer {
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
  readonly caps?: readonly JobTypeCap[] | null;
  readonly idempotencyKey: string;
}

/** From a script to a film, or as far as it is asked to go. What exists and is fresh is used again. Answers the run's row id. */
export async function startExplainer(studio: Studio<DataSource>, caller: Caller, input: NewExplainer): Promise<string> {
  const cap = capMicros(input.cap);
  const attempt = { caller, operation: 'startExplainer', key: input.idempotencyKey, input, now: studio.now() };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => ({ id: await start(manager, studio, { caller, input, cap }) })),
  );
  return id;
}

interface Start {
  readonly caller: Caller;
  readonly input: NewExplainer;
  readonly cap: bigint | null;
}

async function start(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { caller, input, cap }: Start,
): Promise<string> {
  const { projectId, scriptId, stopAfter } = input;
  const caps = capsOf(input.caps ?? []);
  const timelineOf = (script: Parameters<typeof ensureTimeline>[2]) => ensureTimeline(manager, studio, script);
  const { screening, isPartial, leftOut, jobs } = await planExplainer(manager, studio, { caller, input, timelineOf });
  const asked = { isPartial, numbers: input.numbers ?? null, parts: input.parts ?? null };
  return openRun(manager, studio, {
    projectId,
    production: 'EXPLAINER',
    subject: { type: 'STRUCTURED_SCRIPT', id: scriptId },
    stopAfter,
    options: { ...screening, ...asked, leftOut },
    capMicros: cap,
    caps,
    startedBy: caller.name,
    jobs,
  });
}
