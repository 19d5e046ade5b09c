import type { Size } from './motion';

/** For each sample of a plane: how much of it stays, in 256ths, and what is added, in 256ths of a level. */
interface Layer {
  readonly keep: Uint16Array;
  readonly add: Uint16Array;
}

/** A translucent sheet, ready to be laid over frames of yuv420p. Its place and size are even. */
export interface Cel extends Box {
  readonly layers: readonly [luma: Layer, u: Layer, v: Layer];
}

/** A stretch of a frame in its pixels. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** BT.709 in limited range, as all frames are; per colour, with the offset last. */
const Y = [0.2126 * (219 / 255), 0.7152 * (219 / 255), 0.0722 * (219 / 255), 16] as const;
const U = [(-0.2126 / 1.8556) * (224 / 255), (-0.7152 / 1.8556) * (224 / 255), 0.5 * (224 / 255), 128] as const;
const V = [0.5 * (224 / 255), (-0.7152 / 1.5748) * (224 / 255), (-0.0722 / 1.5748) * (224 / 255), 128] as const;
type Weights = readonly [red: number, green: number, blue: number, offset: number];

/** Out of RGBA that is not multiplied by its alpha. */
export function celOf(rgba: Uint8ClampedArray, box: Box): Cel {
  const { left, top, width, height } = box;
  const layers = [layer(rgba, box, Y, 1), layer(rgba, box, U, 2), layer(rgba, box, V, 2)] as const;
  return { left, top, width, height, layers };
}

/** A sample stands for `step` × `step` pixels. Most of a plate is one colour, whose sample is weighed once: that is half the time. */
function layer(rgba: Uint8ClampedArray, { width, height }: Size, weights: Weights, step: 1 | 2): Layer {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const samples = (width / step) * (height / step);
  const made = { keep: new Uint16Array(samples), add: new Uint16Array(samples) };
  const places = step === 1 ? [0] : [0, 1, width, width + 1];
  let sample = 0;
  let even: number | null = null; // the colour of all pixels of the sample before
  for (let row = 0; row < height; row += step) {
    for (let column = 0; column < width; column += step) {
      const at = row * width + column;
      const color = evenColor(pixels, at, places);
      if (color !== null && color === even) {
        made.keep[sample] = made.keep[sample - 1] ?? 0;
        made.add[sample] = made.add[sample - 1] ?? 0;
      } else weigh(rgba, { at, places, weights, sample }, made);
      even = color;
      sample += 1;
    }
  }
  return made;
}

function evenColor(pixels: Uint32Array, at: number, places: readonly number[]): number | null {
  const color = pixels[at] ?? 0;
  for (let n = 1; n < places.length; n += 1) if (pixels[at + (places[n] ?? 0)] !== color) return null;
  return color;
}

interface Sample {
  readonly at: number;
  /** Of its pixels, from `at` on. */
  readonly places: readonly number[];
  readonly weights: Weights;
  readonly sample: number;
}

function weigh(rgba: Uint8ClampedArray, { at, places, weights, sample }: Sample, { keep, add }: Layer): void {
  let opaque = 0;
  let level = 0;
  for (let n = 0; n < places.length; n += 1) {
    const from = 4 * (at + (places[n] ?? 0));
    const alpha = rgba[from + 3] ?? 0;
    opaque += alpha;
    const color =
      weights[0] * (rgba[from] ?? 0) + weights[1] * (rgba[from + 1] ?? 0) + weights[2] * (rgba[from + 2] ?? 0);
    level += alpha * (color + weights[3]);
  }
  const whole = 256 / (255 * places.length);
  keep[sample] = 256 - Math.round(opaque * whole);
  add[sample] = Math.round(level * whole);
}

/** The same sheet with `level` 256ths of it to be seen. */
export function fadedCel(cel: Cel, level: number): Cel {
  const [luma, u, v] = cel.layers;
  return { ...cel, layers: [fadedLayer(luma, level), fadedLayer(u, level), fadedLayer(v, level)] };
}

function fadedLayer({ keep, add }: Layer, level: number): Layer {
  return {
    keep: keep.map((kept) => 256 - (((256 - kept) * level + 128) >> 8)),
    add: add.map((added) => (added * level + 128) >> 8),
  };
}

/** Lays it over a frame of yuv420p, in place. */
export function layOver(bytes: Uint8Array, frame: Size, { left, top, width, height, layers }: Cel): void {
  const [luma, u, v] = layers;
  const pixels = frame.width * frame.height;
  mix(bytes, { stride: frame.width, at: top * frame.width + left, width, height }, luma);
  const half = { stride: frame.width / 2, width: width / 2, height: height / 2 };
  const corner = (top / 2) * half.stride + left / 2;
  mix(bytes, { ...half, at: pixels + corner }, u);
  mix(bytes, { ...half, at: pixels + pixels / 4 + corner }, v);
}

interface Patch extends Size {
  readonly stride: number;
  readonly at: number;
}

function mix(bytes: Uint8Array, { stride, at, width, height }: Patch, { keep, add }: Layer): void {
  for (let row = 0; row < height; row += 1) {
    const to = at + row * stride;
    const from = row * width;
    for (let column = 0; column < width; column += 1) {
      const kept = (bytes[to + column] ?? 0) * (keep[from + column] ?? 0);
      bytes[to + column] = (kept + (add[from + column] ?? 0) + 128) >> 8;
    }
  }
}
