import { DISPLAY_MODES, type DisplayMode, SEGMENT_INTENTS, type SegmentIntent } from './segment';

/** Intents that later files tell apart, each as the one that it refines. */
const LATER_INTENTS: Readonly<Record<string, SegmentIntent>> = {
  context: 'BACKGROUND',
  narrative: 'BACKGROUND',
  explanation: 'METHODOLOGY',
  claim: 'KEY_FINDING',
  evidence: 'KEY_FINDING',
  figure_reference: 'FIGURE_WALKTHROUGH',
  data_walkthrough: 'DATA_DISCUSSION',
  analysis: 'DATA_DISCUSSION',
  definition: 'DATA_DISCUSSION',
  commentary: 'DATA_DISCUSSION',
  question: 'DATA_DISCUSSION',
  speculation: 'DATA_DISCUSSION',
  counterpoint: 'COMPARISON',
  synthesis: 'RECAP',
};

/** A picture from the web is a picture, whoever supplies it; a running transcript is text. */
const LATER_MODES: Readonly<Record<string, DisplayMode>> = { web_image: 'DALL_E', transcript: 'TEXT_ONLY' };

const wordsOf = <W extends string>(words: readonly W[], later: Readonly<Record<string, W>>): ReadonlyMap<string, W> =>
  new Map([...words.map((word): [string, W] => [word.toLowerCase(), word]), ...Object.entries(later)]);

/** What the intents of a file mean, by their lower-case words. */
export const FILE_INTENTS = wordsOf(SEGMENT_INTENTS, LATER_INTENTS);
export const FILE_DISPLAY_MODES = wordsOf(DISPLAY_MODES, LATER_MODES);

export const fileWord = (word: string): string => word.toLowerCase();
