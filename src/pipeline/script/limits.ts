export const MOST_SEGMENTS = 5_000;
/** What the offline suppliers speak and draw at once; half an hour of speech. */
export const MOST_CHARACTERS_A_SEGMENT = 20_000;
