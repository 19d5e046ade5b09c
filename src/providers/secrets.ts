/** Keys that must not leave this process but to whom they belong to. */
export class Secrets {
  readonly #names: ReadonlyMap<string, string>;

  /** Values by the names of their settings. What is shorter than a key ever is would blot out words. */
  constructor(values: ReadonlyMap<string, string>) {
    const keys = [...values].filter(([, value]) => value.length >= LEAST_CHARACTERS);
    this.#names = new Map(keys.map(([name, value]) => [value, name]));
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
