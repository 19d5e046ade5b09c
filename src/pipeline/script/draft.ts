import type { DisplayMode, SegmentIntent } from './segment';

/** What an edit may change of a segment. */
export interface Line {
  readonly id: string;
  readonly text: string;
  readonly intent: SegmentIntent;
  readonly keyConcepts: readonly string[];
  readonly importance: number;
  readonly visualDirection: string | null;
  readonly displayMode: DisplayMode | null;
}

/** A script as an edit finds it: its segments in order, by their ids, and those lines that the edit names. */
export interface Draft {
  readonly order: readonly string[];
  readonly lines: ReadonlyMap<string, Line>;
}

/** A script as an edit leaves it. */
export interface Redraft {
  /** In a few words, as the revision is listed; null: everything is as it was. */
  readonly change: string | null;
  readonly order: readonly string[];
  readonly changed: readonly Line[];
  readonly added: readonly Addition[];
  readonly removedIds: readonly string[];
  /** Moved to another place, with nothing in it changed. */
  readonly movedIds: readonly string[];
  /** What the edit asks for by name: it is refused where the figures of the script say otherwise. */
  readonly askedMode?: DisplayMode | null;
}

export interface Addition {
  readonly line: Line;
  /** The segment that it was cut from: what no edit knows of is taken over from it. */
  readonly likeId: string | null;
}

export const AS_IT_WAS: Omit<Redraft, 'order'> = { change: null, changed: [], added: [], removedIds: [], movedIds: [] };

export function lineOf({ lines }: Draft, id: string): Line {
  const line = lines.get(id);
  if (line) return line;
  throw new Error(`The draft was made without the segment ${id}.`);
}

/** The number by which people call a segment. */
export function numberOf({ order }: Pick<Draft, 'order'>, id: string): number {
  return order.indexOf(id) + 1;
}

export function inserted(order: readonly string[], at: number, id: string): string[] {
  return [...order.slice(0, at), id, ...order.slice(at)];
}
