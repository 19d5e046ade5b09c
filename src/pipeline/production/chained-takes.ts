/** One of the takes that a clip is made of, where it is longer than a model makes them. */
export interface ChainedTake {
  /** As it is ordered: one of the durations that the model makes. */
  readonly durationSeconds: number;
  /** Of the first the still; each further one begins with the last frame of the one before, which is shown once. */
  readonly beginsWith: 'STILL' | 'LAST_FRAME';
}

interface Chaining {
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  /** Those that the model makes, ascending. */
  readonly durationsSeconds: readonly number[];
  /** And any between the first of them and the last. */
  readonly isStepless?: boolean;
}

/** As few takes as it takes, and of these the shortest that suffice: what is too long is cut off at the end. */
export function chainedTakes({
  durationSeconds,
  framesPerSecond,
  durationsSeconds,
  isStepless = false,
}: Chaining): ChainedTake[] {
  const [shortest = 0, longest = shortest] = [durationsSeconds[0], durationsSeconds.at(-1)];
  if (!(longest > 0)) throw new Error('A model of clips makes them of some duration.');
  const overlapSeconds = 1 / framesPerSecond;
  const takes: ChainedTake[] = [];
  // Orders are refused above five minutes: a price is asked of every wish.
  if (!(durationSeconds > 0 && durationSeconds <= 3_600)) return takes;
  for (let left = durationSeconds; left > 1e-9; ) {
    const beginsWith = takes.length === 0 ? 'STILL' : 'LAST_FRAME';
    const wanted = left + (beginsWith === 'STILL' ? 0 : overlapSeconds);
    const stepped = durationsSeconds.find((seconds) => seconds >= wanted - 1e-9) ?? longest;
    const ordered = isStepless ? Math.min(longest, Math.max(shortest, wanted)) : stepped;
    takes.push({ durationSeconds: ordered, beginsWith });
    left = wanted - ordered;
  }
  return takes;
}
