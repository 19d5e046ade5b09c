import { nearestStyle } from '../painter/styles';

/** What lies behind the type. */
export type Ground =
  | 'arc'
  | 'grid'
  | 'glow'
  | 'wash'
  | 'vignette'
  | 'frame'
  | 'studio'
  | 'blinds'
  | 'hills'
  | 'clouds'
  | 'tiles'
  | 'chalk';

/** How the pages of a style look. Colours in `#rrggbb`; `ink`, `soft` and `emphasis` are read on both ends of the page. */
export interface Look {
  readonly page: readonly [top: string, bottom: string];
  readonly ink: string;
  /** Of what is said aside. */
  readonly soft: string;
  /** Of rules and ornaments. */
  readonly accent: string;
  /** Of the words that matter most. */
  readonly emphasis: string;
  readonly ground: Ground;
}

/** One for each style that every project has. */
export const LOOKS = {
  editorial: {
    ...{ page: ['#f8f2e7', '#f0e6d4'], ink: '#2a2522', soft: '#6b6055', accent: '#d9622b', emphasis: '#a8400f' },
    ground: 'arc',
  },
  blueprint: {
    ...{ page: ['#0f3a6b', '#0a2747'], ink: '#eef5ff', soft: '#a9cbee', accent: '#8fd3ff', emphasis: '#ffe08a' },
    ground: 'grid',
  },
  nocturne: {
    ...{ page: ['#1a1f42', '#0b0e20'], ink: '#f4efe2', soft: '#aeadc9', accent: '#f7c873', emphasis: '#f9d48d' },
    ground: 'glow',
  },
  paper: {
    ...{ page: ['#fcf9f2', '#f4edde'], ink: '#33302b', soft: '#6f675b', accent: '#c8553d', emphasis: '#a1381f' },
    ground: 'wash',
  },
  cinematic: {
    ...{ page: ['#23262b', '#0e0f11'], ink: '#f2efe9', soft: '#b0a99e', accent: '#d8a657', emphasis: '#e9c07a' },
    ground: 'vignette',
  },
  documentary: {
    ...{ page: ['#f3f2ee', '#e6e4de'], ink: '#22262a', soft: '#5f6467', accent: '#2f6f8f', emphasis: '#1a5675' },
    ground: 'frame',
  },
  photoreal: {
    ...{ page: ['#f1f4f7', '#dde3e9'], ink: '#1d2733', soft: '#566472', accent: '#2d7dd2', emphasis: '#165a9f' },
    ground: 'studio',
  },
  noir: {
    ...{ page: ['#1f1f1f', '#060606'], ink: '#c4c4bf', soft: '#a0a09c', accent: '#f5f5f2', emphasis: '#ffffff' },
    ground: 'blinds',
  },
  storybook: {
    ...{ page: ['#fff7e9', '#ffeed9'], ink: '#4a3426', soft: '#7b5c48', accent: '#f0825c', emphasis: '#ac3f1c' },
    ground: 'hills',
  },
  anime: {
    ...{ page: ['#d9eeff', '#fdf1f6'], ink: '#23314f', soft: '#536487', accent: '#ff7aa8', emphasis: '#ae2359' },
    ground: 'clouds',
  },
  isometric: {
    ...{ page: ['#f4f5fc', '#e5e9f7'], ink: '#262c4d', soft: '#5b6288', accent: '#5b6cff', emphasis: '#3542c4' },
    ground: 'tiles',
  },
  chalkboard: {
    ...{ page: ['#30503f', '#203a2f'], ink: '#f5f3e6', soft: '#c3d0c4', accent: '#f2d479', emphasis: '#f9e69b' },
    ground: 'chalk',
  },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof LOOKS;

/** Out of whatever words: free words are what other suppliers take. */
export function nearestLook(words: string | null): LookName {
  const said = words?.trim().toLowerCase() ?? '';
  const named = Object.keys(LOOKS).find((name) => said === name || said.startsWith(`${name} `));
  return (named as LookName | undefined) ?? nearestStyle(words);
}
