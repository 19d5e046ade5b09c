import type { Area } from './area';
import type { Caption } from './captions';
import type { Part } from './scene';

export type Direction = 'ABOVE' | 'BELOW' | 'LEFT' | 'RIGHT';

export interface Candidate {
  readonly caption: Caption;
  readonly direction: Direction;
  readonly area: Area;
  readonly parts: readonly Part[];
  /** Points between the caption and what it names. */
  readonly gap: number;
  readonly isFramed: boolean;
  /** Not all that could belong to it: the rest may be another's. */
  readonly isPrefix: boolean;
  /** Of what is left out something is drawn. */
  readonly leavesDrawings: boolean;
  /** Running text by its looks, taken where nothing else is there. */
  readonly isWords?: boolean;
}
