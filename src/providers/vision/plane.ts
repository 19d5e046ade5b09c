/** A picture as it decodes: four bytes a pixel, in rows. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Its brightness: one byte a pixel, 0 is black. */
export interface Plane {
  readonly values: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** In pixels, ends exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly rightExclusive: number;
  readonly bottomExclusive: number;
}

/** As a screen shows it (Rec. 709), and not in linear light: what is measured is what people see. */
export const brightness = (red: number, green: number, blue: number): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;

export function planeOf({ data, width, height }: Pixels): Plane {
  const values = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < values.length; at += 1, from += 4) {
    values[at] = brightness(data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0) + 0.5;
  }
  return { values, width, height };
}

export function cropped({ values, width }: Plane, { left, top, rightExclusive, bottomExclusive }: Box): Plane {
  const [wide, high] = [rightExclusive - left, bottomExclusive - top];
  const kept = new Uint8Array(wide * high);
  for (let row = 0; row < high; row += 1) {
    const from = (top + row) * width + left;
    kept.set(values.subarray(from, from + wide), row * wide);
  }
  return { values: kept, width: wide, height: high };
}
