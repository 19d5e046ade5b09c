import { type Pixels, smoothstep } from './pixels';

/** How much of each pixel a mask lets be changed, from 0 to 1: its brightness, as far as it is opaque. */
export function freedomOf({ data, width, height }: Pixels): Float32Array {
  const freedom = new Float32Array(width * height);
  for (let pixel = 0; pixel < freedom.length; pixel += 1) {
    const at = pixel * 4;
    const light = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
    freedom[pixel] = (light / 255) * ((data[at + 3] ?? 0) / 255);
  }
  return freedom;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest box round all that may change; null: nothing may. */
export function boxOf(freedom: Float32Array, width: number): Box | null {
  let [left, top, right, bottom] = [width, -1, -1, -1];
  for (let pixel = 0; pixel < freedom.length; pixel += 1) {
    if ((freedom[pixel] ?? 0) < 0.02) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    if (top < 0) top = y;
    bottom = y;
  }
  return bottom < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** The edge becomes soft to the inside: what the mask keeps is kept to the last bit. */
export function softened(freedom: Float32Array, width: number, radius: number): Float32Array {
  const height = freedom.length / width;
  let soft = freedom;
  for (let pass = 0; pass < 2; pass += 1) {
    soft = blurred(soft, { count: height, length: width, step: 1, stride: width }, radius);
    soft = blurred(soft, { count: width, length: height, step: width, stride: 1 }, radius);
  }
  return soft.map((share, pixel) => Math.min(freedom[pixel] ?? 0, smoothstep(share * 2 - 1)));
}

interface Lines {
  readonly count: number;
  readonly length: number;
  readonly step: number;
  readonly stride: number;
}

/** The mean of each pixel's neighbours along one axis; beyond the edge it goes on as at the edge. */
function blurred(values: Float32Array, { count, length, step, stride }: Lines, radius: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let line = 0; line < count; line += 1) {
    const at = (n: number) => values[line * stride + Math.max(0, Math.min(length - 1, n)) * step] ?? 0;
    let sum = 0;
    for (let n = -radius; n <= radius; n += 1) sum += at(n);
    for (let n = 0; n < length; n += 1) {
      result[line * stride + n * step] = sum / (2 * radius + 1);
      sum += at(n + radius + 1) - at(n - radius);
    }
  }
  return result;
}

/** Lays a patch over a picture, as much of it as each pixel lets. The patch has the size of the box. */
export function blendIn(picture: Pixels, patch: Pixels, { box, freedom }: { box: Box; freedom: Float32Array }): void {
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      const pixel = (box.top + y) * picture.width + box.left + x;
      const share = freedom[pixel] ?? 0;
      if (share === 0) continue;
      for (let channel = 0; channel < 4; channel += 1) {
        const from = picture.data[pixel * 4 + channel] ?? 0;
        const to = patch.data[(y * box.width + x) * 4 + channel] ?? 0;
        picture.data[pixel * 4 + channel] = from + (to - from) * share;
      }
    }
  }
}
