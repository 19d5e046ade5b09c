import type { Crop, Size } from './motion';

/** Planes of a picture in one stretch of bytes: luma, then the two chroma planes of half its width and height (4:2:0). */
export interface Planes extends Size {
  readonly bytes: Uint8Array;
}

export const planesBytes = ({ width, height }: Size): number => (width * height * 3) / 2;

/** The types of Node do not have it, those of the browser are not loaded. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Routines {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  weigh(starts: number, weights: number, count: number, ...axis: [Axis['origin'], Axis['step'], number, number]): void;
  resample(...places: number[]): void;
  blend(first: number, second: number, target: number, length: number, weight: number): void;
  sum(bytes: number, length: number): bigint;
  same(first: number, second: number, length: number): number;
}

/** Where the samples of an output plane lie, in samples of the source plane: the n-th at `origin + n × step`. */
interface Axis {
  readonly origin: number;
  readonly step: number;
}

/** Four frames to work in: two that leave by turns, and one for each side of a dissolve. */
export type Canvas = 0 | 1 | 2 | 3;
const CANVASES = 4;

const PAGE_BYTES = 65_536;
/** The routines read and write a little beyond the end of a plane. */
const SPARE_BYTES = 64;
const MOST_TAPS = 8;
/**
 * Source pixels a pixel up to which the four taps stay as they are. At 1.25 the cubic still damps what would alias, and a
 * zoom of 1.15 or 1.2 stays as sharp as it can be; from there on the kernel grows in step, so no move jumps in sharpness.
 */
const UNWIDENED = 1.25;

/**
 * The arithmetic of moving pictures: crops resampled below the pixel, dissolves, and what frames look like. It owns the
 * memory of one instance of `assets/resample.wasm`; frames are views of it, good until their canvas is drawn on again.
 */
export class Resampler {
  readonly #routines: Routines;
  #frame: Size = { width: 0, height: 0 };
  #sources: readonly (Size & { at: number })[] = [];
  #canvases: readonly number[] = [];
  #tables = 0;

  constructor(wasm: Uint8Array) {
    this.#routines = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports as Routines;
  }

  /** Forgets what was there. Sizes are even: chroma has half of each. */
  begin(frame: Size, sources: readonly Planes[]): void {
    const odd = [frame, ...sources].find(({ width, height }) => width % 2 !== 0 || height % 2 !== 0);
    if (odd) throw new RangeError(`A picture of half-size chroma is even; this is ${odd.width}×${odd.height}.`);
    let end = 0;
    const take = (bytes: number) => {
      const at = end;
      end = (at + bytes + SPARE_BYTES + 63) & ~63;
      return at;
    };
    this.#frame = frame;
    this.#sources = sources.map(({ width, height }) => ({ width, height, at: take(planesBytes({ width, height })) }));
    this.#canvases = Array.from({ length: CANVASES }, () => take(planesBytes(frame)));
    this.#tables = take(tableBytes(frame, sources));
    this.#growTo(end);
    for (const [index, { at }] of this.#sources.entries()) this.#memory.set(sources[index]?.bytes ?? [], at);
  }

  /** Another picture of the same size in a source's place. */
  replace(source: number, bytes: Uint8Array): void {
    const { at, width, height } = this.#source(source);
    if (bytes.length !== planesBytes({ width, height })) {
      throw new RangeError(`${bytes.length} bytes are no picture of ${width}×${height}.`);
    }
    this.#memory.set(bytes, at);
  }

  /** A source that has the size of the frame, as it is. */
  show(source: number, onto: Canvas): void {
    const { at, width, height } = this.#source(source);
    if (width !== this.#frame.width || height !== this.#frame.height) {
      throw new RangeError(`A picture of ${width}×${height} is not shown as it is.`);
    }
    this.#memory.copyWithin(this.#at(onto), at, at + planesBytes(this.#frame));
  }

  /**
   * Chroma lies where H.264 expects it: beside every second pixel of luma, halfway between two lines. Both pictures have
   * it there, so luma and chroma move as one.
   */
  resample(source: number, crop: Crop, onto: Canvas): void {
    const { width, height, at } = this.#source(source);
    const across = crop.width / this.#frame.width;
    const down = crop.height / this.#frame.height;
    const luma = { x: axis(crop.left + across / 2 - 0.5, across), y: axis(crop.top + down / 2 - 0.5, down) };
    const chroma = {
      x: axis((crop.left + across / 2 - 0.5) / 2, across),
      y: axis(crop.top / 2 + down / 2 - 0.5, down),
    };
    const half = { width: width / 2, height: height / 2 };
    const halfFrame = { width: this.#frame.width / 2, height: this.#frame.height / 2 };
    const [u, v] = [at + width * height, at + width * height + half.width * half.height];
    const to = this.#at(onto);
    const toU = to + this.#frame.width * this.#frame.height;
    const toV = toU + halfFrame.width * halfFrame.height;
    this.#planes({ size: { width, height }, frame: this.#frame, ...luma }, [[at, to]]);
    this.#planes({ size: half, frame: halfFrame, ...chroma }, [
      [u, toU],
      [v, toV],
    ]);
  }

  #planes(shape: { size: Size; frame: Size; x: Axis; y: Axis }, pairs: readonly (readonly [number, number])[]): void {
    const { size, frame, x, y } = shape;
    const widening = Math.max(1, Math.max(x.step, y.step) / UNWIDENED);
    const taps = widening > 1 ? MOST_TAPS : 4;
    const columnStarts = this.#tables;
    const columnWeights = columnStarts + 4 * rounded(frame.width);
    const rowStarts = columnWeights + 2 * taps * rounded(frame.width);
    const rowWeights = rowStarts + 4 * rounded(frame.height);
    const line = rowWeights + 2 * taps * rounded(frame.height);
    this.#routines.weigh(columnStarts, columnWeights, frame.width, x.origin, x.step, widening, taps);
    this.#routines.weigh(rowStarts, rowWeights, frame.height, y.origin, y.step, widening, taps);
    const tables = [columnStarts, columnWeights, rowStarts, rowWeights, line];
    for (const [from, to] of pairs) {
      this.#routines.resample(from, size.width, size.height, to, frame.width, frame.height, ...tables, taps);
    }
  }

  /** `weight` of 256 is all of `second`. */
  blend([first, second]: readonly [Canvas, Canvas], weight: number, onto: Canvas): void {
    const bytes = planesBytes(this.#frame);
    this.#routines.blend(this.#at(first), this.#at(second), this.#at(onto), bytes, weight);
  }

  bytes(of: Canvas): Uint8Array {
    return this.#memory.subarray(this.#at(of), this.#at(of) + planesBytes(this.#frame));
  }

  meanLuma(of: Canvas): number {
    const pixels = this.#frame.width * this.#frame.height;
    return Number(this.#routines.sum(this.#at(of), pixels)) / pixels;
  }

  haveSameLuma(first: Canvas, second: Canvas): boolean {
    const pixels = this.#frame.width * this.#frame.height;
    return this.#routines.same(this.#at(first), this.#at(second), pixels) !== 0;
  }

  #at(canvas: Canvas): number {
    return this.#canvases[canvas] ?? Number.NaN;
  }

  #source(index: number): Size & { at: number } {
    const source = this.#sources[index];
    if (!source) throw new RangeError(`There is no source ${index}.`);
    return source;
  }

  get #memory(): Uint8Array {
    return new Uint8Array(this.#routines.memory.buffer);
  }

  #growTo(bytes: number): void {
    const missing = bytes - this.#routines.memory.buffer.byteLength;
    if (missing > 0) this.#routines.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }
}

const axis = (origin: number, step: number): Axis => ({ origin, step });

/** Tables are filled up to a multiple of eight entries. */
const rounded = (count: number): number => (count + 7) & ~7;

/** Starts and weights of the columns and rows of luma, whose chroma needs less, and a line of the widest source. */
function tableBytes(frame: Size, sources: readonly Size[]): number {
  const entries = rounded(frame.width) + rounded(frame.height);
  const widest = Math.max(0, ...sources.map(({ width }) => width));
  return entries * (4 + 2 * MOST_TAPS) + 2 * (widest + 64);
}
