import { MediaRefused } from '../errors';

/** Reads text as its bytes arrive: UTF-8 from the first to the last, and no NUL, which no text holds. */
export class Utf8Walk {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #bytes = 0;

  take(bytes: Uint8Array): void {
    this.#decode(bytes, true);
    if (bytes.includes(0)) throw noText(`a NUL within the ${bytes.length} bytes after ${this.#bytes}`);
    this.#bytes += bytes.length;
  }

  end(): void {
    this.#decode(new Uint8Array(0), false);
  }

  #decode(bytes: Uint8Array, stream: boolean): void {
    try {
      this.#decoder.decode(bytes, { stream });
    } catch {
      throw noText(`bytes that are none, within the ${bytes.length} after ${this.#bytes}`);
    }
  }
}

function noText(got: string): MediaRefused {
  return new MediaRefused('The text is not UTF-8 throughout.', {
    expected: 'text in UTF-8',
    got,
    remedy: 'Save the text as UTF-8.',
  });
}
