/** How long who waits for a make leaves the database alone, should it end in this process. */
const HEARD_WITHIN_MS = 250;
/** From the end of a make until DBOS has written it down. */
const WRITTEN_WITHIN_MS = 15;

/**
 * Ends of makes, within this process: who ordered one here asks the database for its end when it was heard, rather than every 50 ms.
 * It only saves looks: what is made elsewhere, or was made before, is not heard of, and is asked for all the same.
 */
export class Endings {
  readonly #awaited = new Map<string, Set<() => void>>();

  end(workflowId: string): void {
    for (const hear of this.#awaited.get(workflowId) ?? []) setTimeout(hear, WRITTEN_WITHIN_MS);
  }

  async of(workflowId: string): Promise<void> {
    const hearing = this.#awaited.get(workflowId) ?? new Set();
    this.#awaited.set(workflowId, hearing);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(heard, HEARD_WITHIN_MS);
      function heard(): void {
        clearTimeout(timer);
        hearing.delete(heard);
        resolve();
      }
      hearing.add(heard);
    });
    if (hearing.size === 0) this.#awaited.delete(workflowId);
  }
}
