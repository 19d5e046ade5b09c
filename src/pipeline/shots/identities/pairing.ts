/** What is compared of a scene or a shot; made as late as it is asked for, since most are equal to the letter. */
export interface Comparable {
  /** Equal keys of a level mean the same one; each level is coarser than the one before. Null: says nothing at this level. */
  key(level: number): string | null;
  /** For likeness: words that name nobody. */
  words(): readonly string[];
  /** The same, a line each. */
  lines(): readonly string[];
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const NONE = -1;

/** Which draft is which known one, as far as it has been found out; each is paired once at most. */
export class Pairing {
  readonly #knownOf: Int32Array;
  readonly #draftOf: Int32Array;

  constructor(
    readonly known: readonly Comparable[],
    readonly drafts: readonly Comparable[],
  ) {
    this.#knownOf = new Int32Array(drafts.length).fill(NONE);
    this.#draftOf = new Int32Array(known.length).fill(NONE);
  }

  pair(known: number, draft: number): void {
    if (!this.isFreeKnown(known) || !this.isFreeDraft(draft)) return;
    this.#knownOf[draft] = known;
    this.#draftOf[known] = draft;
  }

  isFreeKnown(known: number): boolean {
    return this.#draftOf[known] === NONE;
  }

  isFreeDraft(draft: number): boolean {
    return this.#knownOf[draft] === NONE;
  }

  /** Null where the draft is new. Before the first draft stands what stands before the first known one, and so at the end. */
  knownOf(draft: number): number | null {
    if (draft < 0) return -1;
    if (draft >= this.drafts.length) return this.known.length;
    const known = this.#knownOf[draft] ?? NONE;
    return known === NONE ? null : known;
  }

  freeKnown(): number[] {
    return [...this.known.keys()].filter((known) => this.isFreeKnown(known));
  }

  freeDrafts(): number[] {
    return [...this.drafts.keys()].filter((draft) => this.isFreeDraft(draft));
  }
}
