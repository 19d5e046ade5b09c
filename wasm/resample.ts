/**
 * Sub-pixel resampling, blending and weighing of planes of bytes. Every address is the caller's: nothing is allocated here.
 * Reads go up to 16 bytes past the end of a plane and writes up to 7, so a caller leaves 16 spare bytes after the last one.
 *
 * Arithmetic: weights are Q15 and sum to exactly 32768; the vertical pass leaves Q6 in 16 bits (overshoot stays below
 * 20,000); the horizontal pass sums in 32 bits and rounds once. A flat plane comes out as it went in.
 */
const WEIGHT_ONE: i32 = 32768;
/** Copies of the outermost pixel on either side of a line, for taps that look past the edge: half of 8, and to spare. */
const LINE_MARGIN: i32 = 16;
/** The horizontal pass writes eight pixels at a time, so tables are filled up to a multiple of eight. */
const STRIDE: i32 = 8;

/** Mitchell and Netravali's cubic with B = C = 1/3. */
function mitchell(distance: f64): f64 {
  const x = Math.abs(distance);
  if (x < 1) return (7 * x * x * x - 12 * x * x + 16.0 / 3.0) / 6;
  if (x < 2) return ((-7.0 / 3.0) * x * x * x + 12 * x * x - 20 * x + 32.0 / 3.0) / 6;
  return 0;
}

/**
 * For each of `count` output samples at `origin + i × step` (in samples of the source): its first tap as an i32 at `starts`,
 * and its weights as `taps` i16 at `weights`. `widening` stretches the kernel; `taps` must be at least four times it.
 */
export function weigh(
  starts: usize,
  weights: usize,
  count: i32,
  origin: f64,
  step: f64,
  widening: f64,
  taps: i32,
): void {
  const padded = (count + STRIDE - 1) & -STRIDE;
  for (let i = 0; i < padded; i++) {
    const position = origin + <f64>min(i, count - 1) * step;
    const start = <i32>Math.floor(position) - (taps >> 1) + 1;
    store<i32>(starts + ((<usize>i) << 2), start);
    weighOne(weights + <usize>(i * taps) * 2, position - <f64>start, widening, taps);
  }
}

function weighOne(weights: usize, centre: f64, widening: f64, taps: i32): void {
  let total: f64 = 0;
  for (let k = 0; k < taps; k++) total += mitchell((<f64>k - centre) / widening);
  let rest = WEIGHT_ONE;
  let largest = 0;
  let most = -WEIGHT_ONE;
  for (let k = 0; k < taps; k++) {
    const weight = <i32>nearest((mitchell((<f64>k - centre) / widening) / total) * WEIGHT_ONE);
    store<i16>(weights + ((<usize>k) << 1), <i16>weight);
    rest -= weight;
    if (weight > most) {
      most = weight;
      largest = k;
    }
  }
  store<i16>(weights + ((<usize>largest) << 1), <i16>(most + rest));
}

/** Tables for the columns and rows of the output must have been filled by `weigh` with the same `taps`, 4 or 8. */
export function resample(
  source: usize,
  sourceWidth: i32,
  sourceHeight: i32,
  target: usize,
  width: i32,
  height: i32,
  columnStarts: usize,
  columnWeights: usize,
  rowStarts: usize,
  rowWeights: usize,
  line: usize,
  taps: i32,
): void {
  const from = max(load<i32>(columnStarts), 0) & -16;
  const to = min(load<i32>(columnStarts + ((<usize>(width - 1)) << 2)) + taps, sourceWidth);
  const pixels = line + ((<usize>LINE_MARGIN) << 1);
  for (let y = 0; y < height; y++) {
    const start = load<i32>(rowStarts + ((<usize>y) << 2));
    for (let k = 0; k < taps; k += 4) {
      const weights = rowWeights + ((<usize>(y * taps + k)) << 1);
      blendRows(source, sourceWidth, sourceHeight, start + k, weights, pixels, from, to, k > 0);
    }
    extendLine(pixels, sourceWidth, from, to);
    const row = target + <usize>(y * width);
    if (taps === 4) blendColumns4(pixels, row, width, columnStarts, columnWeights);
    else blendColumns8(pixels, row, width, columnStarts, columnWeights);
  }
}

/** Four rows into a line of Q6; `adding` goes on with what the line holds. */
function blendRows(
  source: usize,
  stride: i32,
  height: i32,
  start: i32,
  weights: usize,
  line: usize,
  from: i32,
  to: i32,
  adding: bool,
): void {
  const a = source + <usize>(max(min(start, height - 1), 0) * stride);
  const b = source + <usize>(max(min(start + 1, height - 1), 0) * stride);
  const c = source + <usize>(max(min(start + 2, height - 1), 0) * stride);
  const d = source + <usize>(max(min(start + 3, height - 1), 0) * stride);
  const wa = v128.load16_splat(weights);
  const wb = v128.load16_splat(weights, 2);
  const wc = v128.load16_splat(weights, 4);
  const wd = v128.load16_splat(weights, 6);
  for (let x = from; x < to; x += 8) {
    const at = <usize>x;
    const ab = i16x8.add(weighted(a + at, wa), weighted(b + at, wb));
    const cd = i16x8.add(weighted(c + at, wc), weighted(d + at, wd));
    const place = line + (at << 1);
    let sum = i16x8.add(ab, cd);
    if (adding) sum = i16x8.add(sum, v128.load(place));
    v128.store(place, sum);
  }
}

function weighted(pixels: usize, weight: v128): v128 {
  return i16x8.q15mulr_sat_s(i16x8.shl(v128.load8x8_u(pixels), 6), weight);
}

function extendLine(line: usize, width: i32, from: i32, to: i32): void {
  if (from === 0) {
    const first = load<i16>(line);
    for (let i = 1; i <= LINE_MARGIN; i++) store<i16>(line - ((<usize>i) << 1), first);
  }
  if (to === width) {
    const end = line + ((<usize>width) << 1);
    const last = load<i16>(end - 2);
    for (let i = 0; i < LINE_MARGIN; i++) store<i16>(end + ((<usize>i) << 1), last);
  }
}

function blendColumns4(line: usize, row: usize, width: i32, starts: usize, weights: usize): void {
  for (let x = 0; x < width; x += STRIDE) {
    const low = four4(line, starts, weights);
    const high = four4(line, starts + 16, weights + 32);
    storeEight(row + <usize>x, low, high);
    starts += 32;
    weights += 64;
  }
}

function four4(line: usize, starts: usize, weights: usize): v128 {
  const ab = i32x4.dot_i16x8_s(two(line, starts), v128.load(weights));
  const cd = i32x4.dot_i16x8_s(two(line, starts + 8), v128.load(weights, 16));
  return pairSums(ab, cd);
}

/** Four taps of one pixel and four of the next. */
function two(line: usize, starts: usize): v128 {
  const first = v128.load64_zero(line + ((<usize>load<i32>(starts)) << 1));
  return v128.load64_lane(line + ((<usize>load<i32>(starts, 4)) << 1), first, 1);
}

function blendColumns8(line: usize, row: usize, width: i32, starts: usize, weights: usize): void {
  for (let x = 0; x < width; x += STRIDE) {
    const low = four8(line, starts, weights);
    const high = four8(line, starts + 16, weights + 64);
    storeEight(row + <usize>x, low, high);
    starts += 32;
    weights += 128;
  }
}

function four8(line: usize, starts: usize, weights: usize): v128 {
  const a = one8(line, starts, weights);
  const b = one8(line, starts + 4, weights + 16);
  const c = one8(line, starts + 8, weights + 32);
  const d = one8(line, starts + 12, weights + 48);
  return pairSums(pairSums(a, b), pairSums(c, d));
}

function one8(line: usize, starts: usize, weights: usize): v128 {
  return i32x4.dot_i16x8_s(v128.load(line + ((<usize>load<i32>(starts)) << 1)), v128.load(weights));
}

function pairSums(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}

/** Q6 × Q15 to whole levels, rounded to nearest and held within a byte. */
function storeEight(at: usize, low: v128, high: v128): void {
  const half = i32x4.splat(1 << 20);
  const a = i32x4.shr_s(i32x4.add(low, half), 21);
  const b = i32x4.shr_s(i32x4.add(high, half), 21);
  const words = i16x8.narrow_i32x4_s(a, b);
  v128.store64_lane(at, i8x16.narrow_i16x8_u(words, words), 0);
}

/** `first` × (256 − weight) + `second` × weight over 256, rounded; `length` is filled up to a multiple of 16. */
export function blend(first: usize, second: usize, target: usize, length: i32, weight: i32): void {
  const of2 = i16x8.splat(<i16>weight);
  const of1 = i16x8.splat(<i16>(256 - weight));
  const half = i16x8.splat(128);
  for (let i: usize = 0; i < <usize>length; i += 16) {
    const a = v128.load(first + i);
    const b = v128.load(second + i);
    const low = i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(a), of1), i16x8.mul(i16x8.extend_low_i8x16_u(b), of2));
    const high = i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(a), of1), i16x8.mul(i16x8.extend_high_i8x16_u(b), of2));
    const lowBytes = i16x8.shr_u(i16x8.add(low, half), 8);
    v128.store(target + i, i8x16.narrow_i16x8_u(lowBytes, i16x8.shr_u(i16x8.add(high, half), 8)));
  }
}

/** The sum of all bytes; `length` is a whole number of 4-pixel groups, as the luma of an even frame is. */
export function sum(bytes: usize, length: i32): i64 {
  let total: i64 = 0;
  const whole = <usize>length & ~15;
  for (let i: usize = 0; i < whole; i += 16) {
    const pairs = i16x8.extadd_pairwise_i8x16_u(v128.load(bytes + i));
    const quads = i32x4.extadd_pairwise_i16x8_u(pairs);
    const halves = i64x2.add(i64x2.extend_low_i32x4_u(quads), i64x2.extend_high_i32x4_u(quads));
    total += i64x2.extract_lane(halves, 0) + i64x2.extract_lane(halves, 1);
  }
  for (let i: usize = whole; i < <usize>length; i++) total += <i64>load<u8>(bytes + i);
  return total;
}

export function same(first: usize, second: usize, length: i32): bool {
  const whole = <usize>length & ~15;
  for (let i: usize = 0; i < whole; i += 16) {
    if (v128.any_true(v128.xor(v128.load(first + i), v128.load(second + i)))) return false;
  }
  for (let i: usize = whole; i < <usize>length; i++) {
    if (load<u8>(first + i) !== load<u8>(second + i)) return false;
  }
  return true;
}
