/** The colours of one picture. Layers go from the far to the near. */
export interface Palette {
  readonly sky: readonly [top: string, middle: string, bottom: string];
  readonly light: string;
  readonly layers: readonly [far: string, near: string];
  readonly accent: string;
  /** Laid under the headline, and the headline upon it. */
  readonly scrim: string;
  readonly ink: string;
  /** The page on which a figure is set, and what is written on it. */
  readonly page: string;
  readonly pageInk: string;
}

function palette(sky: Palette['sky'], layers: Palette['layers'], rest: Omit<Palette, 'sky' | 'layers'>): Palette {
  return { sky, layers, ...rest };
}

const warmPage = { page: '#f6f0e6', pageInk: '#2a2522' };
const bluePage = { page: '#0d2f57', pageInk: '#e4efff' };
const darkPage = { page: '#12162a', pageInk: '#ece8df' };
const paperPage = { page: '#fbf8f1', pageInk: '#33302b' };

export const STYLES = {
  editorial: [
    palette(['#2f4a6d', '#e79a79', '#fbd9a8'], ['#c77f73', '#1f2440'], {
      ...{ light: '#fff0cf', accent: '#ffb35c', scrim: '#161a30', ink: '#fff6e6', ...warmPage },
    }),
    palette(['#0f5661', '#6fb3a4', '#f6e3b4'], ['#6a9f8d', '#0d2c33'], {
      ...{ light: '#fff4d2', accent: '#f08a5d', scrim: '#08222a', ink: '#fdf6e3', ...warmPage },
    }),
    palette(['#5b3a6b', '#d8737f', '#ffc99b'], ['#a65b74', '#241733'], {
      ...{ light: '#ffe9c9', accent: '#ffd166', scrim: '#1a1128', ink: '#fff3e4', ...warmPage },
    }),
  ],
  blueprint: [
    palette(['#0a2647', '#124a80', '#2c74b3'], ['#3f86c4', '#07203f'], {
      ...{ light: '#dcebff', accent: '#8fd3ff', scrim: '#061a35', ink: '#f2f8ff', ...bluePage },
    }),
    palette(['#0b3040', '#14597a', '#3f9bb8'], ['#4da0bb', '#06222f'], {
      ...{ light: '#e3fbff', accent: '#ffe08a', scrim: '#051c28', ink: '#effcff', ...bluePage },
    }),
  ],
  nocturne: [
    palette(['#0b1026', '#232a5c', '#6b4a86'], ['#4b3f78', '#090c1d'], {
      ...{ light: '#fdf3d0', accent: '#f7c873', scrim: '#070a18', ink: '#fbf4e2', ...darkPage },
    }),
    palette(['#071a22', '#123f4a', '#3f7f7a'], ['#2c6468', '#051218'], {
      ...{ light: '#eafff4', accent: '#9ef0c4', scrim: '#040f14', ink: '#effbf4', ...darkPage },
    }),
  ],
  paper: [
    palette(['#f4ecdd', '#efdcc0', '#e8c9a4'], ['#d9b48e', '#8a5a44'], {
      ...{ light: '#fffaf0', accent: '#c8553d', scrim: '#fbf4e6', ink: '#33261f', ...paperPage },
    }),
    palette(['#eef1ea', '#dbe5dc', '#bcd0c1'], ['#a9c3b0', '#4c6b5b'], {
      ...{ light: '#fdfff8', accent: '#d17a3f', scrim: '#f7faf4', ink: '#22332b', ...paperPage },
    }),
  ],
} as const satisfies Record<string, readonly Palette[]>;

export type Style = keyof typeof STYLES;

/** Between two colours in `#rrggbb`; 0 is the first. */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number) => {
    const [a, b] = [from, to].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share);
  };
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}

/** A colour of a certain opacity. */
export function veil(color: string, opacity: number): string {
  return `${color}${Math.round(Math.max(0, Math.min(1, opacity)) * 255)
    .toString(16)
    .padStart(2, '0')}`;
}
