import { MediaRefused } from '../errors';
import { beginsFrame, type Size } from './image-header';

/** Markers that stand alone: TEM and the restarts RST0 to RST7. */
const alone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

const [START, SCAN, END] = [0xd8, 0xda, 0xd9];

type Part = 'mark' | 'marker' | 'length' | 'frame' | 'segment' | 'scan' | 'scan marker';
const FRAME_BYTES = 5; // of a frame's segment: bits a sample, height, width

/**
 * Reads a JPEG marker by marker as its bytes arrive, up to the end of the picture. A file that was cut off has no end; a
 * preview inside a segment has one, and is stepped over. Whether the pixels of a scan are all there only a decoder knows.
 */
export class JpegWalk {
  /** The end marker was read: what follows belongs to no picture. */
  ended = false;
  size: Size | null = null;
  #part: Part = 'mark';
  #marker = 0;
  #field: number[] = [];
  #skip = 0;
  #hasScan = false;

  take(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && !this.ended) {
      if (this.#part === 'segment') at += this.#pass(bytes.length - at);
      else if (this.#part === 'scan') at = this.#through(bytes, at);
      else this.#read(bytes[at++] ?? 0);
    }
  }

  #pass(available: number): number {
    const passed = Math.min(this.#skip, available);
    this.#skip -= passed;
    if (this.#skip === 0) this.#part = this.#marker === SCAN ? 'scan' : 'mark';
    return passed;
  }

  /** To the next FF of a scan's pixels; `indexOf` does it at the speed of memory. */
  #through(bytes: Uint8Array, at: number): number {
    const found = bytes.indexOf(0xff, at);
    if (found < 0) return bytes.length;
    this.#part = 'scan marker';
    return found + 1;
  }

  #read(byte: number): void {
    if (this.#part === 'mark') {
      if (byte !== 0xff) throw brokenJpeg('bytes between its segments that are none');
      this.#part = 'marker';
    } else if (this.#part === 'length') {
      this.#field.push(byte);
      if (this.#field.length === 2) this.#enter();
    } else if (this.#part === 'frame') {
      this.#field.push(byte);
      if (this.#field.length === FRAME_BYTES) this.#measure();
    } else if (byte === 0xff) {
      // Any number of FF may stand before a marker.
    } else if (this.#part === 'scan marker' && (byte === 0 || alone(byte))) {
      this.#part = 'scan';
    } else this.#meet(byte);
  }

  #meet(marker: number): void {
    this.#marker = marker;
    if (marker === END) this.#finish();
    else if (marker === START || alone(marker)) this.#part = 'mark';
    else {
      this.#part = 'length';
      this.#field = [];
    }
  }

  #enter(): void {
    const [high = 0, low = 0] = this.#field;
    this.#skip = high * 256 + low - 2;
    if (this.#skip < 0) throw brokenJpeg('a segment without a length');
    this.#hasScan ||= this.#marker === SCAN;
    this.#part = 'segment';
    if (!beginsFrame(this.#marker)) return;
    if (this.#skip < FRAME_BYTES) throw brokenJpeg('a frame without a size');
    this.#part = 'frame';
    this.#field = [];
  }

  #measure(): void {
    const [, high = 0, low = 0, wide = 0, narrow = 0] = this.#field;
    this.size ??= { width: wide * 256 + narrow, height: high * 256 + low };
    this.#skip -= FRAME_BYTES;
    this.#part = 'segment';
  }

  #finish(): void {
    if (!this.size || !this.#hasScan) throw brokenJpeg('an end before any pixels');
    this.ended = true;
  }
}

export function brokenJpeg(got: string): MediaRefused {
  return new MediaRefused('The JPEG is broken or was cut off.', {
    expected: 'a JPEG that is whole, up to its end marker',
    got,
    remedy: 'Export or download the picture again.',
  });
}
