/** Where the gate of the measure ends. */
export const SILENCE_LUFS = -70;

/** Films are brought to it; within the tolerance they are left as they are. */
export const FILM_LUFS = -16;
export const LUFS_TOLERANCE = 0.5;
export const MOST_TRUE_PEAK_DBTP = -1;

export interface Loudness {
  /** −70 for silence: there the gate of the measure ends. */
  readonly integratedLufs: number;
  readonly truePeakDbtp: number;
}

export interface Heard extends Loudness {
  readonly silentSpans: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}

const MOST_GAIN_DB = 24;

/** In half decibels: an edit that moves the mean by less leaves the gain, and with it all other chunks, as it was. */
export function filmGainDb(integratedLufs: number): number {
  const off = FILM_LUFS - integratedLufs;
  if (Math.abs(off) <= LUFS_TOLERANCE || integratedLufs <= SILENCE_LUFS) return 0;
  return Math.max(-MOST_GAIN_DB, Math.min(MOST_GAIN_DB, Math.round(2 * off) / 2));
}
