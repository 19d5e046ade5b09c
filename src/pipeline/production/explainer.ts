import type { JobPlan } from '../runner/plan';

/** The stages of an explainer, in order. A run that stops after one may be followed by another that goes further. */
export const EXPLAINER_STAGES = ['AUDIO', 'VISUALS', 'CUT', 'FILM'] as const;
export type ExplainerStage = (typeof EXPLAINER_STAGES)[number];

/** A place to fill, as planning sees it. */
export interface Place {
  readonly slotId: string;
  readonly wishHash: string;
  readonly estimateMicros: bigint;
}

/** Nothing is made for a place that is null. */
export interface ExplainerPlaces {
  readonly segments: readonly {
    readonly number: number;
    readonly audio: Place | null;
    readonly picture: Place | null;
  }[];
  readonly ambience: Place | null;
  readonly film: { readonly slotId: string };
}

/** Whatever finishes the film goes before whatever begins another one. */
const LATE_PRIORITY = 15;

/** The jobs up to a stage. What is approved stays in use though its wish has changed; the film is always of today's cut. */
export function explainerJobs(places: ExplainerPlaces, stopAfter: ExplainerStage): JobPlan[] {
  const parts = [...soundJobs(places), ...pictureJobs(places)];
  const cut = cutJob(parts);
  const reaches = EXPLAINER_STAGES.indexOf(stopAfter);
  return [...parts, cut, filmJob(places, cut)].filter(({ stage }) => EXPLAINER_STAGES.indexOf(stage) <= reaches);
}

type StagedJob = JobPlan & { readonly stage: ExplainerStage };

function soundJobs({ segments, ambience }: ExplainerPlaces): StagedJob[] {
  const speech = segments.flatMap(({ number, audio }) =>
    audio ? [partJob(audio, { key: `segment ${number} / audio`, stage: 'AUDIO', type: 'TTS' })] : [],
  );
  const sound = { key: 'ambience', stage: 'AUDIO', type: 'GENERATE_MUSIC' } as const;
  return ambience ? [...speech, partJob(ambience, sound)] : speech;
}

function pictureJobs({ segments }: ExplainerPlaces): StagedJob[] {
  return segments.flatMap(({ number, picture }) =>
    picture ? [partJob(picture, { key: `segment ${number} / picture`, stage: 'VISUALS', type: 'GENERATE_IMAGE' })] : [],
  );
}

function partJob(
  { slotId, wishHash, estimateMicros }: Place,
  part: Pick<StagedJob, 'key' | 'stage' | 'type'>,
): StagedJob {
  return { ...part, slotId, wishHash, estimateMicros, dependsOn: [], keepsApproved: true };
}

function cutJob(parts: readonly JobPlan[]): StagedJob {
  const dependsOn = parts.map(({ key }) => key);
  return {
    key: 'cut',
    stage: 'CUT',
    type: 'BUILD_CUT',
    slotId: null,
    wishHash: null,
    dependsOn,
    priority: LATE_PRIORITY,
  };
}

/** What the film is to be is known when it is cut: until then its job has no wish. */
function filmJob({ film }: ExplainerPlaces, cut: JobPlan): StagedJob {
  const { slotId } = film;
  const dependsOn = [cut.key];
  return {
    key: 'film',
    stage: 'FILM',
    type: 'RENDER_FILM',
    slotId,
    wishHash: null,
    dependsOn,
    priority: LATE_PRIORITY,
  };
}
