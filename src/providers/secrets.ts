/** Keys that must not leave this process but to whom they belong to. */
export class Secrets {
  /** Each way in which a key may be spelled, with the name of its setting; the longest first. */
  readonly #spellings: readonly (readonly [spelling: string, name: string])[];

  /** Values by the names of their settings. What is shorter than any key is would blot out words. */
  constructor(values: ReadonlyMap<string, string>) {
    const spellings = [...values]
      .filter(([, value]) => value.length >= LEAST_CHARACTERS)
      .flatMap(([name, value]) => [...new Set(spellingsOf(value))].map((spelling) => [spelling, name] as const));
    this.#spellings = spellings.sort(([a], [b]) => b.length - a.length);
  }

  /** The same text, with the name of each key in its place. */
  readonly mask = (text: string): string => {
    let masked = text;
    for (const [spelling, name] of this.#spellings) masked = masked.replaceAll(spelling, `[${name}]`);
    return masked;
  };

  /** Whether any key is among these bytes. */
  areIn(bytes: Uint8Array): boolean {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.#spellings.some(([spelling]) => buffer.includes(spelling, 0, 'latin1'));
  }

  /** Of the longest spelling: so many bytes of one piece may begin a key that the next one ends. */
  get mostBytes(): number {
    return this.#spellings[0]?.[0].length ?? 0;
  }
}

const LEAST_CHARACTERS = 8;

/** As it is, within JSON, within a URL. */
function spellingsOf(value: string): string[] {
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
}
