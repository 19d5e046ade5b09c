export const SEGMENT_INTENTS = [
  'INTRO',
  'BACKGROUND',
  'METHODOLOGY',
  'KEY_FINDING',
  'FIGURE_WALKTHROUGH',
  'DATA_DISCUSSION',
  'COMPARISON',
  'TRANSITION',
  'RECAP',
  'OUTRO',
] as const;
export type SegmentIntent = (typeof SEGMENT_INTENTS)[number];

export const DISPLAY_MODES = ['FIGURE_SYNC', 'DALL_E', 'CARRY_FORWARD', 'TEXT_ONLY'] as const;
export type DisplayMode = (typeof DISPLAY_MODES)[number];

export const FIGURE_KINDS = ['FIGURE', 'TABLE'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

export const SCRIPT_FORMATS = ['FLAT', 'MARKDOWN', 'JSON'] as const;
export type ScriptFormat = (typeof SCRIPT_FORMATS)[number];
