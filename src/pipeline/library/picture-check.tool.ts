import { once } from 'node:events';
import { crc32, createInflate } from 'node:zlib';
import { MediaRefused } from '../errors';
import { assertFewPixels, describedBytes, HEADER_BYTES, pictureType } from '../values/image-header';
import { brokenJpeg, JpegWalk } from '../values/jpeg-walk';
import { brokenPng, PngWalk } from '../values/png-walk';

/** What it takes to tell the kind of a file. */
const SIGNATURE_BYTES = 512;
/** Inflating 67 million pixels of 64 bits takes 2 s. */
const INFLATE_MS = 10_000;

interface Walk {
  readonly size: { readonly width: number; readonly height: number } | null;
  take(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  stop(): void;
}

/** Passes bytes on while they are those of a whole PNG or JPEG, and throws as soon as they are not. It keeps 512 of them. */
export async function* checkedPicture(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const check = new PictureCheck();
  try {
    for await (const bytes of source) {
      await check.take(bytes);
      yield bytes;
    }
    await check.end();
  } finally {
    check.stop();
  }
}

class PictureCheck {
  #first: Buffer = Buffer.alloc(0);
  #bytes = 0;
  #walk: Walk | null = null;
  #isMeasured = false;

  async take(bytes: Uint8Array): Promise<void> {
    this.#bytes += bytes.length;
    if (this.#walk) return this.#walkOn(this.#walk, bytes);
    this.#first = Buffer.concat([this.#first, bytes]);
    if (this.#first.length >= SIGNATURE_BYTES) await this.#begin();
  }

  async end(): Promise<void> {
    const walk = this.#walk ?? (await this.#begin());
    await walk.end();
    this.#measure(walk);
  }

  stop(): void {
    this.#walk?.stop();
  }

  async #begin(): Promise<Walk> {
    const type = pictureType(this.#first);
    if (!type) throw noPicture(this.#first);
    this.#walk = type === 'image/png' ? new PngPixels() : jpegWalk();
    await this.#walkOn(this.#walk, this.#first);
    this.#first = Buffer.alloc(0);
    return this.#walk;
  }

  async #walkOn(walk: Walk, bytes: Uint8Array): Promise<void> {
    await walk.take(bytes);
    if (walk.size || this.#bytes > HEADER_BYTES) this.#measure(walk);
  }

  #measure({ size }: Walk): void {
    if (this.#isMeasured) return;
    if (!size || size.width * size.height === 0) throw withoutSize();
    assertFewPixels(size);
    this.#isMeasured = true;
  }
}

function jpegWalk(): Walk {
  const walk = new JpegWalk();
  return {
    get size() {
      return walk.size;
    },
    take: async (bytes) => walk.take(bytes),
    end: async () => {
      if (!walk.ended) throw brokenJpeg('a file that ends before its end marker');
    },
    stop: () => undefined,
  };
}

/** Inflates the pixels and counts them: checksums alone would let a picture pass that says less than its size. */
class PngPixels implements Walk {
  readonly #walk = new PngWalk(crc32);
  readonly #inflate = createInflate();
  readonly #over = new AbortController();
  #inflated = 0;
  #fault: Error | null = null;

  constructor() {
    this.#inflate.on('data', (bytes: Buffer) => this.#count(bytes.length));
    this.#inflate.once('error', (error) => {
      this.#fault = error;
    });
    // It ends by itself where the compressed pixels do, and then takes no more: nothing would call back.
    for (const event of ['end', 'close']) this.#inflate.once(event, () => this.#over.abort());
  }

  get size() {
    return this.#walk.size;
  }

  async take(bytes: Uint8Array): Promise<void> {
    for (const pixels of this.#walk.take(bytes)) {
      if (this.#walk.size) assertFewPixels(this.#walk.size);
      if (!this.#over.signal.aborted && !this.#inflate.write(pixels)) await this.#drained();
    }
  }

  async end(): Promise<void> {
    if (!this.#walk.ended) throw brokenPng('a file that ends before IEND');
    this.#inflate.end();
    const { signal } = this.#over;
    if (!signal.aborted) await once(signal, 'abort', { signal: AbortSignal.timeout(INFLATE_MS) });
    if (this.#fault) throw brokenPng(`pixels that cannot be inflated: ${this.#fault.message}`);
    if (this.#inflated !== this.#walk.pixelBytes) throw brokenPng('fewer or more pixels than its size');
  }

  stop(): void {
    this.#inflate.destroy();
  }

  /** A bomb is stopped as soon as it says more than its size. */
  #count(bytes: number): void {
    this.#inflated += bytes;
    if (this.#inflated > this.#walk.pixelBytes) this.#inflate.destroy(new Error('more pixels than its size'));
  }

  async #drained(): Promise<void> {
    const { signal } = this.#over;
    await once(this.#inflate, 'drain', { signal }).catch((error) => {
      if (!signal.aborted && !this.#fault) throw error; // `end` says what the fault was
    });
  }
}

function noPicture(first: Uint8Array): MediaRefused {
  return new MediaRefused('This is neither a PNG nor a JPEG.', {
    expected: 'the bytes of a PNG or a JPEG',
    got: describedBytes(first),
    remedy: 'Export the picture as PNG or JPEG; its name does not make it one.',
  });
}

function withoutSize(): MediaRefused {
  return new MediaRefused('The picture does not say how large it is.', {
    expected: `width and height in the first ${HEADER_BYTES} bytes`,
    got: 'none',
    remedy: 'Export the picture again, without the profiles and previews of its camera.',
  });
}
