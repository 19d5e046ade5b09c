import type { Explainer } from '../timeline/explainer-cut';

/** What a film holds besides its segments, and how long and how large it is to be. */
export type FilmFrame = Pick<Explainer, 'title' | 'end' | 'targetSeconds' | 'rate' | 'size'>;

/** How long its cards are read: a title, and a list of sources. */
export const CARD_SECONDS = { title: 3.5, end: 4.5 } as const;
