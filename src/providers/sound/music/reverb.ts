/** Samples of delay at 48 kHz, without a common measure; the right side is a little longer. */
const COMBS = [1687, 1931, 2053, 2251];
const ALLPASSES = [347, 113];
const RIGHT_IS_LONGER = 31;
const FEEDBACK = 0.8;
const DAMPING = 0.35;
const DIFFUSION = 0.6;
/** What is older than this is below a thousandth. */
const WARM_UP_SAMPLES = 96_000;

/** A room round a ring of sound: its end is played first, unheard, so that the room is full of it at the beginning. */
export function reverberated(ring: Float32Array, side: 0 | 1): Float32Array {
  const combs = COMBS.map((length) => new Comb(length + side * RIGHT_IS_LONGER));
  const allpasses = ALLPASSES.map((length) => new Allpass(length + side * RIGHT_IS_LONGER));
  const out = new Float32Array(ring.length);
  // Whole turns: short loops go round several times.
  const turns = Math.ceil(WARM_UP_SAMPLES / ring.length);
  const first = turns === 1 ? ring.length - WARM_UP_SAMPLES : 0;
  for (let turn = 0; turn <= turns; turn += 1) {
    for (let at = turn === 0 ? first : 0; at < ring.length; at += 1) {
      const value = ring[at] ?? 0;
      let sum = 0;
      for (const comb of combs) sum += comb.next(value);
      for (const allpass of allpasses) sum = allpass.next(sum);
      if (turn === turns) out[at] = sum;
    }
  }
  return out;
}

class Comb {
  readonly #line: Float32Array;
  #at = 0;
  #smooth = 0;

  constructor(length: number) {
    this.#line = new Float32Array(length);
  }

  next(value: number): number {
    const delayed = this.#line[this.#at] ?? 0;
    this.#smooth = delayed * (1 - DAMPING) + this.#smooth * DAMPING;
    this.#line[this.#at] = value + this.#smooth * FEEDBACK;
    this.#at = this.#at + 1 === this.#line.length ? 0 : this.#at + 1;
    return delayed;
  }
}

class Allpass {
  readonly #line: Float32Array;
  #at = 0;

  constructor(length: number) {
    this.#line = new Float32Array(length);
  }

  next(value: number): number {
    const delayed = this.#line[this.#at] ?? 0;
    const kept = value + delayed * DIFFUSION;
    this.#line[this.#at] = kept;
    this.#at = this.#at + 1 === this.#line.length ? 0 : this.#at + 1;
    return delayed - kept * DIFFUSION;
  }
}
