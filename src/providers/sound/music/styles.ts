/** How a mood is composed: what it may choose from, by the seed. */
export interface MusicStyle {
  readonly words: RegExp;
  readonly beatsPerMinute: readonly [slowest: number, fastest: number];
  /** Semitones of the scale above its root. */
  readonly scale: readonly number[];
  /** Four bars each, as degrees of the scale from 0; the last leads back to the first. */
  readonly progressions: readonly (readonly number[])[];
  /** The root of the scale as MIDI counts: 60 is the middle C. */
  readonly root: readonly [lowest: number, highest: number];
  /** Eighths of a bar of four beats: which note of the chord is plucked, and null for a rest. */
  readonly arpeggios: readonly (readonly (number | null)[])[];
  /** Of each eighth, how likely the melody has a note. */
  readonly melody: number;
  readonly drums: 'none' | 'soft' | 'driving';
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];
const DORIAN = [0, 2, 3, 5, 7, 9, 10];

/** The first whose words are in the prompt; calm where none are. */
export const MUSIC_STYLES: readonly MusicStyle[] = [
  {
    words:
      /\b(?:tens\w+|dark\w*|danger\w*|threat\w*|suspense\w*|storm\w*|cris[ei]s|war|fear\w*|ominous|dramatic|thriller|chase|urgent)\b/i,
    beatsPerMinute: [92, 118],
    scale: MINOR,
    progressions: [
      [0, 5, 3, 4],
      [0, 0, 5, 4],
      [0, 3, 0, 6],
    ],
    root: [45, 50],
    arpeggios: [
      [0, 0, 1, 0, 0, 2, 0, 1],
      [0, 1, 0, 1, 0, 1, 2, 1],
    ],
    melody: 0.16,
    drums: 'driving',
  },
  {
    words:
      /\b(?:night\w*|moon\w*|stars?|sleep\w*|dream\w*|space|deep|ocean\w*|quiet|silen\w+|sad\w*|melanchol\w+|lonely|loss)\b/i,
    beatsPerMinute: [58, 74],
    scale: DORIAN,
    progressions: [
      [0, 3, 6, 4],
      [0, 5, 2, 6],
      [0, 2, 3, 4],
    ],
    root: [48, 53],
    arpeggios: [
      [0, null, 1, null, 2, null, 1, null],
      [0, null, null, 2, null, null, 1, null],
    ],
    melody: 0.14,
    drums: 'none',
  },
  {
    words:
      /\b(?:bright\w*|happy|sun\w*|joy\w*|hope\w*|spring|summer|morning|upbeat|light|play\w*|success\w*|energ\w+|cheer\w*|uplifting|triumph\w*)\b/i,
    beatsPerMinute: [100, 126],
    scale: MAJOR,
    progressions: [
      [0, 4, 5, 3],
      [0, 3, 5, 4],
      [3, 0, 4, 5],
    ],
    root: [50, 55],
    arpeggios: [
      [0, 1, 2, 3, 2, 1, 2, 1],
      [0, 2, 1, 2, 3, 2, 1, 2],
    ],
    melody: 0.34,
    drums: 'soft',
  },
];

export const CALM_MUSIC: Omit<MusicStyle, 'words'> = {
  beatsPerMinute: [70, 88],
  scale: MAJOR,
  progressions: [
    [0, 5, 3, 4],
    [0, 2, 3, 4],
    [3, 0, 1, 4],
  ],
  root: [48, 53],
  arpeggios: [
    [0, 2, 1, 2, 3, 2, 1, 2],
    [0, null, 2, null, 1, null, 3, null],
  ],
  melody: 0.2,
  drums: 'none',
};
