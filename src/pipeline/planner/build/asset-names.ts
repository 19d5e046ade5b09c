/** Words that name nothing that is seen. */
const SMALL_WORDS = new Set(
  (
    'a an the of in on at with and or to for from by over under into onto near as is are be his her its their our your this that these those ' +
    'up down out off through across between behind while who which'
  ).split(' '),
);
const MOST_CHARACTERS = 24;

/** The last word that names something: `hands opening a laptop` → `laptop`. Null where there is none in Latin letters. */
export function namingWord(text: string): string | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z][a-z0-9]+/g) ?? [];
  return (
    words
      .filter((word) => !SMALL_WORDS.has(word))
      .at(-1)
      ?.slice(0, MOST_CHARACTERS) ?? null
  );
}

/** `gen_laptop_001`, `gen_laptop_002` …: the same text names them alike each time. */
export class AssetNames {
  readonly #counts = new Map<string, number>();

  next(prefix: string, word: string): string {
    const stem = `${prefix}_${word}`;
    const number = (this.#counts.get(stem) ?? 0) + 1;
    this.#counts.set(stem, number);
    return `${stem}_${String(number).padStart(3, '0')}`;
  }
}
