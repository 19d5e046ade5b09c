import type { Atom, DocumentGraph } from './atom';
import { bareAtoms } from './graph/bare-atoms';
import { entitiesOf } from './graph/entities';
import { summariesOf } from './graph/summaries';
import { topicsOf } from './graph/topics';
import type { Reading } from './reading';

/**
 * What a reading is made of and about. Each block is an atom, or, of a list of keywords, several; one that says the caption
 * of a figure is that figure's atom. The same reading, the same graph.
 */
export function documentGraph(reading: Reading): DocumentGraph {
  const bare = bareAtoms(reading);
  const entities = entitiesOf(bare);
  const named = entities.concepts.filter(({ name }) => /\p{Lu}/u.test(name)).map(({ key }) => key);
  const topics = topicsOf(bare, new Set(named));
  const atoms = bare.map(
    (atom, at): Atom => ({ ...atom, topics: topics.keys[at] ?? [], entities: entities.keys[at] ?? [] }),
  );
  return { atoms, topics: topics.concepts, entities: entities.concepts, summaries: summariesOf(bare, topics) };
}
