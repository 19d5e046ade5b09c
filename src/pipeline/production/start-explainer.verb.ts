import type { DataSource, EntityManager } from 'typeorm';
import { StructuredScript } from '../../entities/structured-script.entity';
import { MissingAssets, NotFound } from '../errors';
import { screeningOf } from '../library/screening';
import { openRun } from '../runner/open-run.verb';
import { assertProject } from '../workspace/assert-project.verb';
import type { Caller } from '../workspace/caller';
import { capMicros } from '../workspace/cap';
import { once } from '../workspace/once.verb';
import type { Studio } from '../workspace/studio';
import { ensureTimeline } from './ensure-timeline.verb';
import { type ExplainerStage, explainerJobs } from './explainer';
import { explainerPlaces, type ScreenedPlaces } from './explainer-places.verb';
import { assertSuppliers } from './suppliers-for.verb';

export interface NewExplainer {
  /** Row ids. */
  readonly projectId: string;
  readonly scriptId: string;
  readonly stopAfter: ExplainerStage;
  readonly onlyApproved: boolean;
  readonly skipRejected?: boolean;
  readonly allowMissing?: boolean;
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
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
  await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
  const script = await scriptOf(manager, input);
  await assertSuppliers(manager, projectId, ['SPEECH', 'IMAGE', 'SOUND']);
  const timelineId = await ensureTimeline(manager, studio, script);
  const screening = screeningOf(input);
  const places = await explainerPlaces(manager, { scriptId, timelineId, screening, prices: studio.prices });
  if (screening.onlyApproved) assertApproved(places);
  if (isCut(stopAfter)) assertFilm(places);
  const leftOut = places.used.filter(({ isLeftOut }) => isLeftOut).map(({ name }) => name);
  return openRun(manager, studio, {
    projectId,
    production: 'EXPLAINER',
    subject: { type: 'STRUCTURED_SCRIPT', id: scriptId },
    stopAfter,
    options: { ...screening, leftOut },
    capMicros: cap,
    startedBy: caller.name,
    jobs: explainerJobs(places, stopAfter),
  });
}

async function scriptOf(manager: EntityManager, { projectId, scriptId }: NewExplainer): Promise<StructuredScript> {
  const script = await manager.findOneBy(StructuredScript, { id: scriptId, projectId });
  if (script) return script;
  throw new NotFound('The project has no such script.', {
    field: ['input', 'scriptId'],
    expected: 'the id of a script of this project',
    remedy: 'Look it up with the field `scripts` of the project.',
  });
}

const MOST_NAMED = 20;

/** A film of approved takes alone is not begun while one is missing that nobody said to leave out. */
function assertApproved({ used }: ScreenedPlaces): void {
  const missing = used.filter(({ hasApproved, isLeftOut }) => !hasApproved && !isLeftOut).map(({ name }) => name);
  if (missing.length === 0) return;
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  throw new MissingAssets(`${missing.length} of ${used.length} places have no approved take.`, {
    field: ['input', 'onlyApproved'],
    expected: 'an approved take in every place',
    got: `none in ${missing.slice(0, MOST_NAMED).join(', ')}${more}`,
    remedy: 'Approve them with `approveAssets`, start without onlyApproved, or leave them out with allowMissing.',
  });
}

const isCut = (stopAfter: ExplainerStage): boolean => stopAfter === 'CUT' || stopAfter === 'FILM';

/** Of what is left after all that is left out. */
function assertFilm({ narratedCount, pictureCount }: ScreenedPlaces): void {
  if (narratedCount > 0 && pictureCount > 0) return;
  const got = narratedCount === 0 ? 'no segment with a narration' : 'no picture';
  throw new MissingAssets(`With all that is to be left out there is ${got}.`, {
    field: ['input'],
    expected: 'at least one narrated segment and one picture',
    got,
    remedy: 'Approve or regenerate some of them, or start without skipRejected and allowMissing.',
  });
}
