import type { EntityManager } from 'typeorm';
import { StructuredScript } from '../../entities/structured-script.entity';
import { NotFound } from '../errors';
import type { TurnedTake } from '../library/rewish.verb';
import { type Screening, screeningOf } from '../library/screening';
import { preferencesOf } from '../runner/preferences-of.verb';
import type { Studio } from '../workspace/studio';
import { type AskedParts, isWhole, type PartSelection, selectionOf } from './asked-parts';
import type { ScriptTimeline } from './ensure-timeline.verb';
import { type ExplainerJob, type ExplainerStage, explainerJobs, isCut } from './explainer';
import { placesOf, type ScreenedPlaces } from './explainer-places';
import { placeRows } from './explainer-places.verb';
import { assertApproved, assertFilm, assertNumbers, assertSomething } from './explainer-refusals';
import type { WantedCard } from './film-cards.verb';
import { assertSuppliers, lacksOf } from './lacking-suppliers';

/** What a film is to be made of, and how far to go. */
export interface AskedExplainer extends AskedParts {
  /** Row ids. */
  readonly projectId: string;
  readonly scriptId: string;
  readonly stopAfter: ExplainerStage;
  readonly onlyApproved: boolean;
  readonly skipRejected?: boolean;
  readonly allowMissing?: boolean;
}

export interface Planning {
  readonly input: AskedExplainer;
  /** Of whoever starts it: made where it is missing. Of whoever only asks: as it is, with what its cards would say. */
  readonly timelineOf: (script: StructuredScript) => Promise<PlannedTimeline>;
}

interface PlannedTimeline extends Pick<ScriptTimeline, 'wentStale'> {
  /** Null: the film has none yet. */
  readonly id: string | null;
  /** What its cards would say, where that is not written down. */
  readonly cards?: readonly WantedCard[];
}

export interface ExplainerPlan {
  readonly timelineId: string | null;
  readonly screening: Screening;
  readonly isPartial: boolean;
  readonly places: ScreenedPlaces;
  readonly jobs: readonly ExplainerJob[];
  /** By name. */
  readonly leftOut: readonly string[];
  /** What its planning made stale: whoever goes on says so in the project's log, last. */
  readonly wentStale: readonly TurnedTake[];
}

/**
 * What starting this does, or why it is refused: the same for whoever starts it, for whoever asks for the bill, and for the run that has
 * just got its script.
 */
export async function planExplainer(
  manager: EntityManager,
  { prices }: Pick<Studio<unknown>, 'prices'>,
  { input, timelineOf }: Planning,
): Promise<ExplainerPlan> {
  const { projectId, scriptId, stopAfter } = input;
  const selection = selectionOf(input);
  const script = await scriptOf(manager, input);
  const project = await preferencesOf(manager, projectId);
  const { id: timelineId, cards, wentStale } = await timelineOf(script);
  const screening = screeningOf(input);
  const rows = await placeRows(manager, { projectId, scriptId, timelineId, cards });
  assertNumbers(selection, rows);
  const places = placesOf(rows, { screening, selection, prices, project });
  if (screening.onlyApproved) assertApproved(places);
  if (isCut(stopAfter)) assertFilm(places);
  const jobs = explainerJobs(places, stopAfter);
  assertSomething(selection, jobs);
  assertSuppliers(lacksOf(jobs), project);
  return {
    timelineId,
    screening,
    isPartial: !isWhole(selection),
    places,
    jobs,
    leftOut: leftOutOf(places, { selection, stopAfter }),
    wentStale,
  };
}

/** What nobody asked for is left out of a film alone; of a run that cuts none it is simply not asked for. */
function leftOutOf(
  { used }: ScreenedPlaces,
  { selection, stopAfter }: { selection: PartSelection; stopAfter: ExplainerStage },
): string[] {
  if (!isWhole(selection) && !isCut(stopAfter))
    return used.filter((place) => place.isAsked && place.isLeftOut).map(nameOf);
  return used.filter(({ isLeftOut }) => isLeftOut).map(nameOf);
}

const nameOf = ({ name }: { readonly name: string }): string => name;

async function scriptOf(
  manager: EntityManager,
  { projectId, scriptId }: Pick<AskedExplainer, 'projectId' | 'scriptId'>,
): Promise<StructuredScript> {
  const script = await manager.findOneBy(StructuredScript, { id: scriptId, projectId });
  if (script) return script;
  throw new NotFound('The project has no such script.', {
    field: ['input', 'scriptId'],
    expected: 'the id of a script of this project',
    remedy: 'Look it up with the field `scripts` of the project.',
  });
}
