import { setTimeout as delay } from 'node:timers/promises';

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
}

export interface Ways<Item, Answer> {
  /** All of them as one transaction; null: that one is done alone. */
  together(items: readonly Item[]): Promise<readonly (Answer | null)[]>;
  alone(item: Item): Promise<Answer>;
  /** Why they could not go together, before each goes alone. */
  failed(error: unknown): void;
}

/** Whoever waits for a lock is not to hold up more than so many. */
const MOST_TOGETHER = 32;
/** Who comes right after another will soon have company. */
const GATHERING_MS = 25;

/**
 * What is asked for while an earlier one is under way goes together as the next: alone, and at once, when it is quiet, and many
 * with a few statements when it is not. Where they cannot go together each goes alone, and says itself what is wrong.
 */
export class Together<Item, Answer> {
  readonly #waiting: Waiting<Item, Answer>[] = [];
  #isBusy = false;

  constructor(private readonly ways: Ways<Item, Answer>) {}

  add(item: Item): Promise<Answer> {
    return new Promise((resolve) => {
      this.#waiting.push({ item, resolve });
      if (!this.#isBusy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_TOGETHER);
      await this.#answer(batch);
      await delay(GATHERING_MS);
    }
    this.#isBusy = false;
  }

  async #answer(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    const [first] = batch;
    if (first && batch.length === 1) {
      const answer = this.ways.alone(first.item);
      first.resolve(answer);
      await answer.catch(() => undefined); // it was told to who asked
      return;
    }
    const answers = await this.#together(batch.map(({ item }) => item));
    batch.forEach(({ item, resolve }, index) => {
      resolve(answers[index] ?? this.ways.alone(item));
    });
  }

  async #together(items: readonly Item[]): Promise<readonly (Answer | null)[]> {
    try {
      return await this.ways.together(items);
    } catch (error) {
      this.ways.failed(error);
      return [];
    }
  }
}
