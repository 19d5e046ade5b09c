import { mulberry32 } from '../../../../src/providers/mulberry32';

/** Seeded chance: the same seed gives the same story everywhere. */
export class Dice {
  readonly #roll: () => number;

  constructor(seed: number) {
    this.#roll = mulberry32(Math.imul(seed + 1, 0x9e3779b1));
  }

  chance(share: number): boolean {
    return this.#roll() < share;
  }

  /** Both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#roll() * (most - least + 1));
  }

  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('There is nothing to pick from.');
    return from[this.between(0, from.length - 1)] as T;
  }

  shuffled<T>(from: readonly T[]): T[] {
    const left = [...from];
    const order: T[] = [];
    while (left.length > 0) order.push(...left.splice(this.between(0, left.length - 1), 1));
    return order;
  }

  some<T>(from: readonly T[], count: number): T[] {
    return this.shuffled(from).slice(0, count);
  }

  /** `weights` are of the keys. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const kinds = Object.entries(weights) as [K, number][];
    let left = this.#roll() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [kind, weight] of kinds) {
      left -= weight;
      if (left < 0) return kind;
    }
    return this.pick(kinds)[0];
  }
}
