import type { JobType } from '../runner/run';
import type { ExplainerJob } from './explainer';

/** What a run would do, as things stand. */
export interface RunEstimate {
  readonly toGenerate: number;
  readonly reused: number;
  /** At most. */
  readonly costMicros: bigint;
  /** Most likely. */
  readonly expectedMicros: bigint;
  readonly seconds: number;
}

/** How long one job of a type takes, where nobody has measured it yet. */
const FIRST_GUESSES: Readonly<Partial<Record<JobType, number>>> = {
  TTS: 1,
  GENERATE_MUSIC: 1,
  GENERATE_IMAGE: 1,
  GENERATE_VIDEO: 5,
  RENDER_FILM: 30,
};

interface Known {
  /** How long one job of each type took lately. */
  readonly secondsEach: Readonly<Partial<Record<JobType, number>>>;
  /** A film of the cut as it will be exists. */
  readonly hasFilm: boolean;
}

/** The bill of a plan. Seconds as if one job were done after the other, so rather too many. */
export function estimateOf(jobs: readonly ExplainerJob[], { secondsEach, hasFilm }: Known): RunEstimate {
  const foreseen = jobs.map((job) => (hasFilm && job.stage === 'FILM' ? { ...job, comesTo: 'REUSED' as const } : job));
  const made = foreseen.filter(({ comesTo }) => comesTo === 'MADE');
  return {
    toGenerate: made.length,
    reused: foreseen.filter(({ comesTo }) => comesTo === 'REUSED').length,
    costMicros: made.reduce((sum, { estimateMicros = 0n }) => sum + estimateMicros, 0n),
    expectedMicros: made.reduce((sum, { expectedMicros = 0n }) => sum + expectedMicros, 0n),
    seconds: made.reduce((sum, { type }) => sum + (secondsEach[type] ?? FIRST_GUESSES[type] ?? 0), 0),
  };
}
