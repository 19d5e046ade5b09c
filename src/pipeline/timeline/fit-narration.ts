/** The pauses of a film with narration, in frames: before the first word, before and behind each narration, and behind the last. */
export interface NarrationPauses {
  readonly openingFrames: number;
  readonly leadFrames: number;
  readonly tailFrames: number;
  readonly closingFrames: number;
}

export interface NarrationToFit {
  /** Of each narration in order, as it was spoken. */
  readonly voiceFrames: readonly number[];
  readonly pauses: NarrationPauses;
  /** Titles and other cards without a voice. */
  readonly cardFrames: number;
  /** Null: as long as it is. */
  readonly targetFrames: number | null;
}

/** Around one narration. */
export interface NarrationGap {
  readonly leadFrames: number;
  readonly voiceFrames: number;
  readonly tailFrames: number;
}

export interface FittedNarration {
  readonly openingFrames: number;
  /** Of each narration its pauses, and how long it is heard in this tempo. */
  readonly gaps: readonly NarrationGap[];
  readonly closingFrames: number;
  /** From 1 to 1.15, in hundredths. */
  readonly tempo: number;
  readonly durationFrames: number;
  /** Beyond what was asked for: nothing is cut off. */
  readonly lengthenedByFrames: number;
  /** What was done, for people. Null: nothing. */
  readonly says: string | null;
}

const LEAST_PAUSE = 1 / 3;
const MOST_PAUSE = 2;
const MOST_HUNDREDTHS = 115;
/** Narration that is not shorter than this share of what was asked for is left as it is. */
const NEAR = 0.9;

/**
 * Narration that is longer than what holds it is never cut: first pauses give way, to a third at least, then it is spoken up to 1.15 times as
 * fast, then the film is longer, and says so. Where it is more than a tenth shorter, pauses grow, to the double at most; nobody speaks more slowly.
 */
export function fitNarration({ voiceFrames, pauses, cardFrames, targetFrames }: NarrationToFit): FittedNarration {
  const planned = pausesIn(pauses, voiceFrames.length);
  const sum = total(planned);
  const natural = total(voiceFrames) + sum + cardFrames;
  const lay = (hundredths: number, pauseFrames: number) =>
    laidOut({
      voiceFrames: inTempo(voiceFrames, hundredths),
      planned,
      pauseFrames,
      cardFrames,
      hundredths,
      targetFrames,
    });
  if (targetFrames === null || (natural <= targetFrames && natural >= targetFrames * NEAR)) return lay(100, sum);
  const room = (hundredths: number) => targetFrames - cardFrames - total(inTempo(voiceFrames, hundredths));
  if (natural < targetFrames) return lay(100, Math.min(room(100), Math.floor(sum * MOST_PAUSE)));
  const least = total(planned.map((frames) => Math.ceil(frames * LEAST_PAUSE)));
  let hundredths = 100;
  while (hundredths < MOST_HUNDREDTHS && room(hundredths) < least) hundredths += 1;
  return lay(hundredths, Math.min(sum, Math.max(least, room(hundredths))));
}

/** In the order in which they are heard. */
function pausesIn({ openingFrames, leadFrames, tailFrames, closingFrames }: NarrationPauses, count: number): number[] {
  return [openingFrames, ...Array.from({ length: count }, () => [leadFrames, tailFrames]).flat(), closingFrames];
}

/** A frame that is begun is a whole one: no sound is cut off. */
export function inTempo(voiceFrames: readonly number[], hundredths: number): number[] {
  return voiceFrames.map((frames) => Math.ceil((frames * 100) / hundredths));
}

interface Layout {
  readonly voiceFrames: readonly number[];
  readonly planned: readonly number[];
  /** All of them together, as they are to be. */
  readonly pauseFrames: number;
  readonly cardFrames: number;
  readonly hundredths: number;
  readonly targetFrames: number | null;
}

function laidOut({ voiceFrames, planned, pauseFrames, cardFrames, hundredths, targetFrames }: Layout): FittedNarration {
  const [openingFrames = 0, ...rest] = shared(planned, pauseFrames);
  const gaps = voiceFrames.map((frames, index) => ({
    leadFrames: rest[2 * index] ?? 0,
    voiceFrames: frames,
    tailFrames: rest[2 * index + 1] ?? 0,
  }));
  const durationFrames = total(voiceFrames) + pauseFrames + cardFrames;
  const lengthenedByFrames = targetFrames === null ? 0 : Math.max(0, durationFrames - targetFrames);
  const says = told({ before: total(planned), pauseFrames, hundredths, lengthenedByFrames });
  return {
    openingFrames,
    gaps,
    closingFrames: rest.at(-1) ?? 0,
    tempo: hundredths / 100,
    durationFrames,
    lengthenedByFrames,
    says,
  };
}

/** So many frames over pauses in proportion to what each was; their sum is exact, since each ends where all so far end. */
function shared(planned: readonly number[], frames: number): number[] {
  const all = total(planned);
  let [before, given] = [0, 0];
  return planned.map((its) => {
    before += its;
    const ends = all === 0 ? 0 : Math.round((frames * before) / all);
    const share = ends - given;
    given = ends;
    return share;
  });
}

interface Told {
  readonly before: number;
  readonly pauseFrames: number;
  readonly hundredths: number;
  readonly lengthenedByFrames: number;
}

function told({ before, pauseFrames, hundredths, lengthenedByFrames }: Told): string | null {
  const parts = [
    pauseFrames < before ? `pauses are ${Math.round((100 * pauseFrames) / before)} % of what they were` : null,
    pauseFrames > before ? `pauses are ${(pauseFrames / before).toFixed(1)} times what they were` : null,
    hundredths > 100 ? `the narration is spoken ${(hundredths / 100).toFixed(2)} times as fast` : null,
    lengthenedByFrames > 0 ? `the film is ${lengthenedByFrames} frames longer than was asked for` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `To fit, ${parts.join(', and ')}.`;
}

function total(frames: readonly number[]): number {
  return frames.reduce((sum, its) => sum + its, 0);
}
