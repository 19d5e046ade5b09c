import type { DataSource, EntityManager } from 'typeorm';
import { InvalidInput } from '../errors';
import { staleLines } from '../library/rewish.verb';
import { type NewRun, openRun } from '../runner/open-run.verb';
import { preferencesOf } from '../runner/preferences-of.verb';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { selectionOf } from './asked-parts';
import { direct } from './assign-visuals.verb';
import { ensureTimeline } from './ensure-timeline.verb';
import { scriptJobs } from './explainer';
import { keptOptions, type RunWishes } from './explainer-options';
import { assertSuppliers, lacksOf } from './lacking-suppliers';
import { type AskedScript, openScript } from './open-script.verb';
import { type AskedExplainer, planExplainer } from './plan-explainer.verb';
import { capsOf, type JobTypeCap } from './run-caps';
import { openDraft } from './script-draft.verb';

export interface NewExplainer extends Omit<AskedExplainer, 'scriptId'>, Omit<AskedScript, 'documentIds'>, RunWishes {
  /** A script, or the documents that one is to be written from. Row ids. */
  readonly scriptId?: string | null;
  readonly documentIds?: readonly string[] | null;
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
  readonly caps?: readonly JobTypeCap[] | null;
  readonly idempotencyKey: string;
}

/**
 * From documents or a script to a film, or as far as it is asked to go. What exists and is fresh is used again. Answers the run's row id.
 */
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
  const { projectId, stopAfter } = input;
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const caps = capsOf(input.caps ?? []);
  const scriptId = await scriptToFilm(manager, studio, input);
  return openRun(manager, studio, {
    projectId,
    production: 'EXPLAINER',
    subject: { type: 'STRUCTURED_SCRIPT', id: scriptId },
    stopAfter,
    ...(await planned(manager, studio, { ...input, scriptId, by: caller.name })),
    capMicros: cap,
    caps,
    startedBy: caller.name,
  });
}

/** The script that is named, or a new one that is to be written from the documents that are. Answers its row id. */
export function scriptToFilm(
  manager: EntityManager,
  studio: Studio<DataSource>,
  {
    scriptId,
    documentIds,
    ...asked
  }: Pick<NewExplainer, 'scriptId' | 'documentIds' | 'projectId'> & Omit<AskedScript, 'documentIds'>,
): Promise<string> {
  const [isWritten, isToBe] = [(scriptId ?? null) !== null, (documentIds ?? null) !== null];
  if (isToBe && !isWritten) return openScript(manager, studio, { ...asked, documentIds: documentIds ?? [] });
  if (isWritten && !isToBe) return Promise.resolve(String(scriptId));
  throw new InvalidInput('A film is made of a script, or of documents that one is written from.', {
    field: ['input', 'scriptId'],
    expected: 'one of `scriptId` and `documentIds`',
    got: isToBe ? 'both' : 'neither',
    remedy: 'Name one of them.',
  });
}

/** Of a script that is still to be written nothing else is known: the run grows by the rest when it is laid out. */
async function planned(
  manager: EntityManager,
  studio: Studio<DataSource>,
  { by, ...input }: AskedExplainer & RunWishes & { readonly by: string },
): Promise<Pick<NewRun, 'jobs' | 'options' | 'lines'>> {
  const { projectId, scriptId } = input;
  const draft = await openDraft(manager, studio, { projectId, scriptId });
  if (draft) {
    selectionOf(input);
    const jobs = scriptJobs(draft);
    assertSuppliers(lacksOf(jobs), await preferencesOf(manager, projectId));
    return { jobs, options: keptOptions(input, []) };
  }
  const directed = input.tier ? await direct(manager, { scriptId, tier: input.tier, now: studio.now() }) : null;
  const timelineOf = (script: Parameters<typeof ensureTimeline>[2]) => ensureTimeline(manager, studio, script);
  const { leftOut, jobs, wentStale } = await planExplainer(manager, studio, { input, timelineOf });
  const lines = staleLines([...(directed?.wentStale ?? []), ...wentStale], by);
  return { jobs, options: keptOptions(input, leftOut), lines };
}
