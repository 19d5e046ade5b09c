import type { Schema } from './schemas';
import { type Sentence, wordsOf } from './source';

/** How long what is written may be, from as long as is sensible to as short as can be. */
export const BREVITIES = ['FULL', 'SHORT', 'BARE'] as const;
export type Brevity = (typeof BREVITIES)[number];

/** Where a value goes, and what it may be made of. */
export interface Spot {
  /** As a JSON pointer into the reply: `/scenes/0/title`. */
  readonly path: string;
  readonly name: string;
  readonly topic: ReadonlySet<string>;
  readonly sentences: readonly Sentence[];
  readonly depth: number;
  /** Among its brothers of a list, from 0. */
  readonly index: number;
  /** What its brothers are, in canonical JSON, where each must be another. */
  readonly taken: ReadonlySet<string>;
}

export function member(spot: Spot, name: string, schema: Schema): Spot {
  const about = `${name} ${typeof schema.description === 'string' ? schema.description : ''} ${typeof schema.title === 'string' ? schema.title : ''}`;
  return {
    ...spot,
    path: `${spot.path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    name,
    topic: new Set(wordsOf(about)),
    depth: spot.depth + 1,
    taken: new Set(),
  };
}

/** Each brother that is more than a word has its own stretch of the source. */
export function item(spot: Spot, { index, of, shares }: { index: number; of: number; shares: boolean }): Spot {
  const bound = (at: number) => Math.round((at * spot.sentences.length) / of);
  const own = spot.sentences.slice(bound(index), Math.max(bound(index) + 1, bound(index + 1)));
  const sentences = shares || own.length === 0 ? spot.sentences : own;
  return { ...spot, path: `${spot.path}/${index}`, sentences, depth: spot.depth + 1, index };
}
