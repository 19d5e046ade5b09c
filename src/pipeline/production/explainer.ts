import type { Lack } from '../library/price';
import type { JobPlan } from '../runner/plan';
import { pagePart } from './segment-wishes';

/** The stages of an explainer, in order. A run that stops after one may be followed by another that goes further. */
export const EXPLAINER_STAGES = ['SCRIPT', 'AUDIO', 'VISUALS', 'CUT', 'FILM'] as const;
export type ExplainerStage = (typeof EXPLAINER_STAGES)[number];

/** A place to fill, as planning sees it. */
export interface Place {
  /** Null where the place itself is still to be made. */
  readonly slotId: string | null;
  /** Null: it is known when what it is made of is there. */
  readonly wishHash: string | null;
  readonly priceMicros: bigint;
  /** What it will most likely cost. */
  readonly expectedMicros: bigint;
  /** Who is missing to make it; null: somebody may be asked. */
  readonly lack: Lack | null;
  /** A take is there that will do, here or elsewhere. */
  readonly isThere: boolean;
  /** It is of this very place: the film stays as it is. */
  readonly isHere: boolean;
}

/** Nothing is made for a place that is null. */
export interface ExplainerPlaces {
  readonly segments: readonly {
    readonly number: number;
    readonly audio: Place | null;
    readonly picture: Place | null;
    /** A figure each, from the second that the segment shows on. */
    readonly pages: readonly { readonly page: number; readonly place: Place }[];
    /** The picture, moving. */
    readonly video: Place | null;
  }[];
  readonly ambience: Place | null;
  /** Its title and its sources, where it has them. */
  readonly cards: readonly { readonly part: string; readonly place: Place }[];
  readonly film: { readonly slotId: string | null };
}

/** A job with what it will come to, as things stand: a take made, a take used again, or rows written. */
export interface ExplainerJob extends JobPlan {
  readonly stage: ExplainerStage;
  readonly comesTo: 'MADE' | 'REUSED' | 'WRITTEN';
  readonly expectedMicros?: bigint;
  /** Of one that is to be made: see `Place`. */
  readonly lack?: Lack | null;
}

/** Whatever finishes the film goes before whatever begins another one. */
const LATE_PRIORITY = 15;

export const isCut = (stopAfter: ExplainerStage): boolean => reaches('CUT', stopAfter);

export const reaches = (stage: ExplainerStage, stopAfter: ExplainerStage): boolean =>
  EXPLAINER_STAGES.indexOf(stage) <= EXPLAINER_STAGES.indexOf(stopAfter);

/** A script that is still to be written, or whose draft is not laid out: what comes then is planned when it is. */
export function scriptJobs(draft: Place): ExplainerJob[] {
  const written = partJob(draft, { key: 'script', stage: 'SCRIPT', type: 'WRITE_SCRIPT' });
  return [written, { ...rowsJob, key: 'layout', stage: 'SCRIPT', type: 'LAY_OUT_SCRIPT', dependsOn: [written.key] }];
}

/** The jobs up to a stage. What is approved stays in use though its wish has changed; the film is always of today's cut. */
export function explainerJobs(places: ExplainerPlaces, stopAfter: ExplainerStage): ExplainerJob[] {
  const all = [...soundJobs(places), ...places.segments.flatMap(visualJobs), ...cardJobs(places)];
  const parts = all.filter(({ stage }) => reaches(stage, stopAfter));
  const cut = cutJob(parts);
  return [...madeOnce(parts), cut, filmJob(places, cut)].filter(({ stage }) => reaches(stage, stopAfter));
}

/** Whether the cut comes out as it would now. */
export function leavesCut({ segments, ambience, cards }: ExplainerPlaces): boolean {
  const places = [...segments.flatMap(placesIn), ambience, ...cards.map(({ place }) => place)];
  return places.every((place) => place === null || place.isHere);
}

const placesIn = ({ audio, picture, pages, video }: ExplainerPlaces['segments'][number]): (Place | null)[] => {
  return [audio, picture, ...pages.map(({ place }) => place), video];
};

/** Of several that wish for the same, which is not there yet, one is made and paid for; the others use it again. */
export function madeOnce(parts: readonly ExplainerJob[]): ExplainerJob[] {
  const made = new Set<string | null>();
  return parts.map((job) => {
    if (job.comesTo !== 'MADE' || job.wishHash === null || !made.has(job.wishHash)) {
      if (job.comesTo === 'MADE') made.add(job.wishHash);
      return job;
    }
    return { ...job, comesTo: 'REUSED', estimateMicros: 0n, expectedMicros: 0n };
  });
}

function soundJobs({ segments, ambience }: ExplainerPlaces): ExplainerJob[] {
  const speech = segments.flatMap(({ number, audio }) =>
    audio ? [partJob(audio, { key: `segment ${number} / audio`, stage: 'AUDIO', type: 'TTS' })] : [],
  );
  const sound = { key: 'ambience', stage: 'AUDIO', type: 'GENERATE_MUSIC' } as const;
  return ambience ? [...speech, partJob(ambience, sound)] : speech;
}

/** A clip waits for the picture that it is made of, where that is made too. */
function visualJobs({ number, picture, pages, video }: ExplainerPlaces['segments'][number]): ExplainerJob[] {
  const still = { key: `segment ${number} / picture`, stage: 'VISUALS', type: 'GENERATE_IMAGE' } as const;
  const clip = { key: `segment ${number} / video`, stage: 'VISUALS', type: 'GENERATE_VIDEO' } as const;
  return [
    ...(picture ? [partJob(picture, still)] : []),
    ...pages.map(({ page, place }) => partJob(place, { ...still, key: `segment ${number} / ${pagePart(page)}` })),
    ...(video ? [{ ...partJob(video, clip), dependsOn: picture ? [still.key] : [] }] : []),
  ];
}

function cardJobs({ cards }: ExplainerPlaces): ExplainerJob[] {
  return cards.map(({ part, place }) => partJob(place, { key: part, stage: 'VISUALS', type: 'GENERATE_IMAGE' }));
}

export function partJob(
  { slotId, wishHash, priceMicros, expectedMicros, lack, isThere }: Place,
  part: Pick<ExplainerJob, 'key' | 'stage' | 'type'>,
): ExplainerJob {
  const comesTo = isThere ? 'REUSED' : 'MADE';
  const making = isThere
    ? { estimateMicros: 0n, expectedMicros: 0n }
    : { estimateMicros: priceMicros, expectedMicros, lack };
  return { ...part, slotId, wishHash, ...making, comesTo, dependsOn: [], keepsApproved: true };
}

const rowsJob = { comesTo: 'WRITTEN', slotId: null, wishHash: null, priority: LATE_PRIORITY } as const;

/** What could not be made keeps its time in the cut. */
export function cutJob(parts: readonly JobPlan[]): ExplainerJob {
  const follows = parts.map(({ key }) => key);
  return { ...rowsJob, key: 'cut', stage: 'CUT', type: 'BUILD_CUT', dependsOn: [], follows };
}

/** What the film is to be is known when it is cut: until then its job has no wish. */
function filmJob({ film }: ExplainerPlaces, cut: JobPlan): ExplainerJob {
  const { slotId } = film;
  const dependsOn = [cut.key];
  return {
    key: 'film',
    stage: 'FILM',
    type: 'RENDER_FILM',
    comesTo: 'MADE',
    slotId,
    wishHash: null,
    dependsOn,
    priority: LATE_PRIORITY,
  };
}
