/** How long who waits for a make leaves the database alone, should it end in this process. */
const HEARD_WITHIN_MS = 250;
/** From the end of a make until DBOS has written it down. */
const WRITTEN_WITHIN_MS = 15;

/**
 * Ends of makes, within this process: who ordered one here asks the database for its end when it was heard, rather than every 50 ms.
 * It only saves looks: what is made elsewhere is not heard of, and is asked for all the same. Only what was ordered just now is waited
 * for: a workflow that is taken over finds the ends of a thousand makes written down, and is not to wait 250 ms for each.
 */
export class Endings {
  readonly #expected = new Map<string, Set<() => void>>();

  expect(workflowId: string): void {
    if (!this.#expected.has(workflowId)) this.#expected.set(workflowId, new Set());
  }

  end(workflowId: string): void {
    for (const hear of this.#expected.get(workflowId) ?? []) setTimeout(hear, WRITTEN_WITHIN_MS);
    this.#expected.delete(workflowId);
  }

  async of(workflowId: string): Promise<void> {
    const hearing = this.#expected.get(workflowId);
    if (!hearing) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(heard, HEARD_WITHIN_MS);
      function heard(): void {
        clearTimeout(timer);
        hearing?.delete(heard);
        resolve();
      }
      hearing.add(heard);
    });
    if (hearing.size === 0 && this.#expected.get(workflowId) === hearing) this.#expected.delete(workflowId);
  }
}
