export const NARRATION_LUFS = -16;
/** In the pauses; the mix ducks it by 8 dB under a voice, to −34. */
export const AMBIENCE_LUFS = -26;
const MOST_GAIN_DB = 24;

/**
 * What brings a sound to its place, but no more than 24 dB: beyond that it is silence, or noise, that was measured. In hundredths:
 * loudness is measured in tenths, and 4.399999999999999 would be another cut than 4.4.
 */
export function gainTo(lufs: number, measuredLufs: number): number {
  const gainDb = Math.min(MOST_GAIN_DB, Math.max(-MOST_GAIN_DB, lufs - measuredLufs));
  return Math.round(gainDb * 100) / 100;
}
