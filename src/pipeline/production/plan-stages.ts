import type { AssetType } from '../library/asset';
import type { PriceList } from '../library/price';
import { settledWish, type WishTerms } from '../library/wish';
import type { Job } from '../planner/manifest/job-schema';
import { runType } from '../planner/plan-rows';
import type { Preferences } from '../runner/vendor';
import { cutJob, type ExplainerJob, type ExplainerStage, madeOnce, type Place, partJob, reaches } from './explainer';
import { madeOfIn } from './plan-wishes';

/** A place of a plan, as the database knows it. */
export interface PlanPlaceRow extends WishTerms {
  readonly part: string;
  readonly type: AssetType;
  readonly slotId: string;
  readonly wishHash: string;
  readonly hasTake: boolean;
  /** What is picked now stays: it is fresh, or approved. */
  readonly isSettled: boolean;
  readonly hasEqual: boolean;
  readonly hasEqualHere: boolean;
}

export interface Staging {
  readonly jobs: readonly Job[];
  readonly rows: readonly PlanPlaceRow[];
  readonly filmSlotId: string;
  readonly stopAfter: ExplainerStage;
  readonly prices: PriceList;
  readonly project: Preferences;
}

export interface PlanStages {
  readonly jobs: readonly ExplainerJob[];
  /** Places that are done without, by name. */
  readonly leftOut: readonly string[];
}

/** The jobs of a plan up to a stage. What its user did not bring is left out, with what would be made of it. */
export function planStages(staging: Staging): PlanStages {
  const rows = new Map(staging.rows.map((row) => [row.part, row]));
  const wanted = staging.jobs.flatMap((job) => wantedOf(job, { staging, rows }));
  const leftOut = [
    ...staging.rows.filter(({ part, hasTake }) => part.startsWith('asset:') && !hasTake).map(({ part }) => part),
    ...wanted.filter(({ isPossible }) => !isPossible).map(({ job }) => job.id),
  ];
  const possible = wanted.filter(({ isPossible }) => isPossible);
  const keys = new Set(possible.map(({ job }) => job.id));
  const parts = possible.map((one) => takeJob(one, keys)).filter(({ stage }) => reaches(stage, staging.stopAfter));
  const cut = cutJob(parts);
  const film = filmJob(staging);
  return { jobs: [...madeOnce(parts), cut, film].filter(({ stage }) => reaches(stage, staging.stopAfter)), leftOut };
}

interface Wanted {
  readonly job: Job;
  readonly place: Place;
  readonly isPossible: boolean;
}

interface Around {
  readonly staging: Staging;
  readonly rows: ReadonlyMap<string, PlanPlaceRow>;
}

function wantedOf(job: Job, { staging, rows }: Around): Wanted[] {
  const row = rows.get(job.id);
  if (!row) return [];
  const sources = Object.values(madeOfIn(row)).map((part) => rows.get(part));
  const isPossible = sources.every((source) => source && (!source.part.startsWith('asset:') || source.hasTake));
  const place = placeOf(row, { isKnown: sources.every((source) => source?.isSettled), staging });
  // Lips are a plus: where nobody moves them, the face is seen as it is.
  return [{ job, place, isPossible: isPossible && !(job.type === 'lip_sync' && place.lack !== null) }];
}

/** What is made of something that is still to come is known when that has come. */
function placeOf(row: PlanPlaceRow, { isKnown, staging }: { isKnown: boolean; staging: Staging }): Place {
  const { prices, project } = staging;
  const wish = settledWish(row);
  const isHere = isKnown && (row.isSettled || row.hasEqualHere);
  return {
    slotId: row.slotId,
    wishHash: isKnown ? row.wishHash : null,
    priceMicros: prices.ceilingMicros(wish, project),
    expectedMicros: prices.expectedMicros(wish, project),
    lack: prices.lackOf(wish, project),
    isHere,
    isThere: isHere || (isKnown && row.hasEqual),
  };
}

const SOUNDS: ReadonlySet<Job['type']> = new Set(['tts', 'generate_music']);

function takeJob({ job, place }: Wanted, keys: ReadonlySet<string>): ExplainerJob {
  const { id: key, type, dependsOn, priority, retryPolicy } = job;
  return {
    ...partJob(place, { key, stage: SOUNDS.has(type) ? 'AUDIO' : 'VISUALS', type: runType(type) }),
    dependsOn: dependsOn.filter((one) => keys.has(one)),
    priority,
    mostTries: retryPolicy.maxRetries + 1,
  };
}

/** The plan's own render: it waits for the cut, which waits for everything else. */
function filmJob({ jobs, filmSlotId }: Staging): ExplainerJob {
  const render = jobs.find(({ type }) => type === 'render_shotstack');
  return {
    key: render?.id ?? 'film',
    ...{ stage: 'FILM', type: 'RENDER_SHOTSTACK', comesTo: 'MADE' },
    ...{ slotId: filmSlotId, wishHash: null, dependsOn: ['cut'] },
    ...(render && { priority: render.priority, mostTries: render.retryPolicy.maxRetries + 1 }),
  };
}
