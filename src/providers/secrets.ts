/** Keys that must not leave this process but to whom they belong to. */
export class Secrets {
  readonly #names: ReadonlyMap<string, string>;

  /** Values by the names of their settings. What is shorter than a key ever is would blot out words. */
  constructor(values: ReadonlyMap<string, string>) {
    const keys = [...values].filter(([, value]) => value.length >= LEAST_CHARACTERS);
    const spelled = keys.flatMap(([name, value]) => spellings(value).map((text) => [text, name] as const));
    // One key may begin with another: the rest of it would stay.
    this.#names = new Map(spelled.sort(([a], [b]) => b.length - a.length));
  }

  /** The same text, with the name of each key in its place. */
  readonly mask = (text: string): string => {
    let masked = text;
    for (const [value, name] of this.#names) masked = masked.replaceAll(value, `[${name}]`);
    return masked;
  };

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }
}

const LEAST_CHARACTERS = 8;

/** As it is, within a URL, within JSON. */
function spellings(value: string): string[] {
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
}
