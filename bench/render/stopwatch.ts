import type { PieceEncoding } from '../../src/pipeline/render/film.stage';

/** An encoder whose working time is taken: from an order to its end, and what two do side by side counts once. */
export class Stopwatch implements PieceEncoding {
  #underWay = 0;
  #beganAtMs = 0;
  #busyMs = 0;
  #frames = 0;

  constructor(
    private readonly encoder: PieceEncoding,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  get seconds(): number {
    return this.#busyMs / 1000;
  }

  get frames(): number {
    return this.#frames;
  }

  async encode(order: Parameters<PieceEncoding['encode']>[0]): ReturnType<PieceEncoding['encode']> {
    if (this.#underWay === 0) this.#beganAtMs = this.nowMs();
    this.#underWay += 1;
    try {
      const facts = await this.encoder.encode(order);
      this.#frames += facts.frames;
      return facts;
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#busyMs += this.nowMs() - this.#beganAtMs;
    }
  }
}
