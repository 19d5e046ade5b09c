import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas';

interface Wanted {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture in the size that it is wanted in, on white, where that is smaller: every pixel of it counts by its area. The canvas itself
 * looks at few pixels round each that it draws, so thin lines of a figure five times as large would break. Halving is exact there.
 */
export function scaledDown(picture: Image, wanted: Wanted): Image | Canvas {
  if (picture.width <= wanted.width || picture.height <= wanted.height) return picture;
  let made: Image | Canvas = picture;
  while (made.width >= 4 * wanted.width && made.height >= 4 * wanted.height) {
    made = drawnOnWhite(made, { width: Math.ceil(made.width / 2), height: Math.ceil(made.height / 2) });
  }
  return averaged(drawnOnWhite(made, made), wanted);
}

function drawnOnWhite(picture: Image | Canvas, { width, height }: Wanted): Canvas {
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, width, height);
  ctx.imageSmoothingQuality = 'medium';
  ctx.drawImage(picture, 0, 0, width, height);
  return canvas;
}

const CHANNELS = 4;

function averaged(large: Canvas, { width, height }: Wanted): Canvas {
  const { data } = large.getContext('2d').getImageData(0, 0, large.width, large.height);
  const across = resampled(data, {
    lines: large.height,
    from: large.width,
    to: width,
    step: CHANNELS,
    line: large.width * CHANNELS,
  });
  const down = resampled(across, {
    lines: width,
    from: large.height,
    to: height,
    step: width * CHANNELS,
    line: CHANNELS,
  });
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  const pixels = ctx.createImageData(width, height);
  // What was averaged downwards lies column by column.
  for (let x = 0; x < width; x += 1)
    for (let y = 0; y < height; y += 1)
      for (let channel = 0; channel < CHANNELS; channel += 1)
        pixels.data[(y * width + x) * CHANNELS + channel] = Math.round(
          down[(x * height + y) * CHANNELS + channel] ?? 0,
        );
  ctx.putImageData(pixels, 0, 0);
  return canvas;
}

interface Lines {
  readonly lines: number;
  /** Pixels of a line, before and after. */
  readonly from: number;
  readonly to: number;
  /** From pixel to pixel, and from line to line. */
  readonly step: number;
  readonly line: number;
}

/** Each line, one after the other, in its new length. */
function resampled(data: ArrayLike<number>, { lines, from, to, step, line }: Lines): Float32Array {
  const out = new Float32Array(lines * to * CHANNELS);
  const ratio = from / to;
  for (let at = 0; at < to; at += 1) {
    const [start, end] = [at * ratio, Math.min(from, (at + 1) * ratio)];
    for (let pixel = Math.floor(start); pixel < end; pixel += 1) {
      const share = (Math.min(end, pixel + 1) - Math.max(start, pixel)) / ratio;
      for (let n = 0; n < lines; n += 1) {
        const [source, target] = [n * line + pixel * step, (n * to + at) * CHANNELS];
        for (let channel = 0; channel < CHANNELS; channel += 1)
          out[target + channel] = (out[target + channel] ?? 0) + (data[source + channel] ?? 0) * share;
      }
    }
  }
  return out;
}
