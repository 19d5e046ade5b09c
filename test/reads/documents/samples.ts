import { TEXTS } from '../library/wicked';
import type { Memory } from '../oracle/memory';
import type { Oracle } from '../oracle/oracle';
import { snake } from '../oracle/types';

/** What a document may mention: ids and keys of the library, and cursors of lists that have been read before. */
export interface Samples {
  readonly types: readonly string[];
  idsOf(type: string): readonly string[];
  cursorsOf(list: string): readonly string[];
  /** `Segment.audio`: whether a row was ever asked for it; what was not is likelier to come next. */
  wasAsked(field: string): boolean;
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

export function samplesOf(
  memory: Memory,
  { nodeTypes: types, asked }: Pick<Oracle, 'nodeTypes' | 'asked'>,
  cursors: ReadonlyMap<string, readonly string[]>,
): Samples {
  const rows = (table: string) => memory.get(table) ?? [];
  return {
    types,
    idsOf: (type) => rows(snake(type)).map(({ id }) => `${type}_${id}`),
    wasAsked: (field) => asked.has(field),
    cursorsOf: (list) => cursors.get(list) ?? [],
    keys: rows('project').map(({ key }) => String(key)),
    texts: [...TEXTS, 'HEAT', 'σίσυφος'],
  };
}
