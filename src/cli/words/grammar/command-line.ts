export interface Flag {
  readonly name: string;
  readonly about: string;
  /** What stands after it; none for a switch. */
  readonly value?: string;
  /** What a shell may offer after it; several may be given where a value is a list. */
  readonly offers?: readonly string[];
  /** A file or a folder stands after it. */
  readonly path?: true;
}

export interface CommandLine {
  /** `assets list` */
  readonly name: string;
  /** One that ends in `…` may be given several times. */
  readonly operands: readonly string[];
  readonly about: string;
  readonly flags: readonly Flag[];
}
