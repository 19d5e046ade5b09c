import { shareFrames } from '../../values/frames';

interface Vessels {
  readonly weights: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** Halvings of the range of the scale: more than the bits of a double. */
const HALVINGS = 80;

/**
 * Frames that sum to exactly `total`, as near to the proportions of the weights as their bounds allow. `total` lies between the sum of the
 * least and of the most. Linear: the one scale at which all of them are full is found by halving.
 */
export function filledFrames(total: number, { weights, least, most }: Vessels): number[] {
  const scale = scaleFor(total, { weights, least, most });
  const fixed = weights.map((weight, at) => {
    const [low = 0, high = 0] = [least[at], most[at]];
    return weight * scale <= low ? low : weight * scale >= high ? high : null;
  });
  const rest = total - fixed.reduce<number>((sum, frames) => sum + (frames ?? 0), 0);
  const free = shareFrames(
    rest,
    weights.filter((_, at) => fixed[at] === null),
  );
  let taken = 0;
  const frames = fixed.map((known) => known ?? free[taken++] ?? 0);
  return settled(total, frames, { weights, least, most });
}

function scaleFor(total: number, { weights, least, most }: Vessels): number {
  const held = (scale: number) =>
    weights.reduce((sum, weight, at) => sum + Math.min(most[at] ?? 0, Math.max(least[at] ?? 0, weight * scale)), 0);
  let low = 0;
  let high = weights.reduce((scale, weight, at) => Math.max(scale, (most[at] ?? 0) / weight), 0);
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (held(middle) < total) low = middle;
    else high = middle;
  }
  return high;
}

/** The last bit of a double may put a share a frame past its bound, or leave nobody free for a frame: it goes to the next that has room. */
function settled(total: number, shares: readonly number[], { least, most }: Vessels): number[] {
  const frames = shares.map((share, at) => Math.min(most[at] ?? share, Math.max(least[at] ?? share, share)));
  let left = total - frames.reduce((a, b) => a + b, 0);
  return frames.map((share, at) => {
    const room = left > 0 ? (most[at] ?? share) - share : (least[at] ?? share) - share;
    const given = left > 0 ? Math.min(left, room) : Math.max(left, room);
    left -= given;
    return share + given;
  });
}
