/** What came is not what was wanted, or comes from where nobody should ask. */
export class Unusable extends Error {
  constructor(
    message: string,
    readonly evidence?: Uint8Array,
  ) {
    super(message);
    this.name = 'Unusable';
  }
}
