const CHANNELS = 2;

interface Wanted {
  /** Of both sides together: one sample each. */
  readonly frames: number;
  /** So many frames of an end are played together with the beginning that follows it. */
  readonly overlapFrames: number;
}

/**
 * Stereo sound of the length that is wanted: cut off where it is longer, repeated where it is shorter. Where it begins anew its end
 * fades out over the beginning at equal power, so that there is no seam.
 */
export function repeatedSound(values: Int16Array, { frames, overlapFrames }: Wanted): Int16Array {
  const its = Math.floor(values.length / CHANNELS);
  if (its === 0) throw new Error('There is no sound to be repeated.');
  if (its >= frames) return values.slice(0, frames * CHANNELS);
  const overlap = Math.min(overlapFrames, its >> 1);
  const repeated = new Int16Array(frames * CHANNELS);
  repeated.set(values.subarray(0, its * CHANNELS));
  for (let start = its - overlap; start < frames; start += its - overlap) blend(repeated, values, { start, overlap });
  return repeated;
}

interface Seam {
  readonly start: number;
  readonly overlap: number;
}

function blend(into: Int16Array, values: Int16Array, { start, overlap }: Seam): void {
  const room = into.length / CHANNELS - start;
  const length = Math.min(Math.floor(values.length / CHANNELS), room);
  for (let frame = 0; frame < length; frame += 1) {
    const angle = frame < overlap ? ((frame + 0.5) / overlap) * (Math.PI / 2) : Math.PI / 2;
    const [comes, goes] = [Math.sin(angle), frame < overlap ? Math.cos(angle) : 0];
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      const at = (start + frame) * CHANNELS + channel;
      const mixed = (values[frame * CHANNELS + channel] ?? 0) * comes + (into[at] ?? 0) * goes;
      into[at] = Math.max(-32_768, Math.min(32_767, Math.round(mixed)));
    }
  }
}
