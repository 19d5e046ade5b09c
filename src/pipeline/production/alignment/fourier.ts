interface Waves {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

interface Turns {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** The powers of each frequency of two real windows at once, as the real and the imaginary half of one transform: that halves its cost. */
export type PowersOfTwo = (
  windows: readonly [Float64Array, Float64Array],
  powers: readonly [Float64Array, Float64Array],
) => void;

/** For windows of one length, which is a power of two. */
export function powersOf(length: number): PowersOfTwo {
  const cosines = Float64Array.from({ length: length / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / length));
  const sines = Float64Array.from({ length: length / 2 }, (_, at) => -Math.sin((2 * Math.PI * at) / length));
  const turned = bitsTurned(length);
  const waves = { real: new Float64Array(length), imaginary: new Float64Array(length) };
  return ([one, other], powers) => {
    for (let at = 0; at < length; at += 1) {
      const from = turned[at] as number;
      waves.real[at] = one[from] as number;
      waves.imaginary[at] = other[from] as number;
    }
    for (let size = 2; size <= length; size *= 2) butterflies(waves, { cosines, sines }, size);
    apart(waves, powers);
  };
}

/** Indices are within their arrays throughout: asking of each whether it is there took a third of the time. */
function butterflies({ real, imaginary }: Waves, { cosines, sines }: Turns, size: number): void {
  const [half, stride] = [size >> 1, real.length / size];
  for (let from = 0; from < real.length; from += size) {
    for (let low = from, turn = 0; low < from + half; low += 1, turn += stride) {
      const high = low + half;
      const cos = cosines[turn] as number;
      const sin = sines[turn] as number;
      const re = real[high] as number;
      const im = imaginary[high] as number;
      const x = re * cos - im * sin;
      const y = re * sin + im * cos;
      const a = real[low] as number;
      const b = imaginary[low] as number;
      real[high] = a - x;
      imaginary[high] = b - y;
      real[low] = a + x;
      imaginary[low] = b + y;
    }
  }
}

/** What is even in both halves is of the first window, what is odd of the second. */
function apart({ real, imaginary }: Waves, [first, second]: readonly [Float64Array, Float64Array]): void {
  const mask = real.length - 1;
  for (let at = 0; at <= real.length / 2; at += 1) {
    const back = (real.length - at) & mask;
    const [a, b] = [real[at] as number, imaginary[at] as number];
    const [c, d] = [real[back] as number, imaginary[back] as number];
    first[at] = ((a + c) ** 2 + (b - d) ** 2) / 4;
    second[at] = ((b + d) ** 2 + (c - a) ** 2) / 4;
  }
}

function bitsTurned(length: number): Uint16Array {
  const bits = Math.log2(length);
  return Uint16Array.from({ length }, (_, at) => {
    let turned = 0;
    for (let bit = 0; bit < bits; bit += 1) if (at & (1 << bit)) turned |= 1 << (bits - 1 - bit);
    return turned;
  });
}
